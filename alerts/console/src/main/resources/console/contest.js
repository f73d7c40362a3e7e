import {LitElement, html, nothing} from 'lit';
import {api, send} from './api.js';
import {isStaff} from './session.js';
import {hub, time} from './text.js';

const STANDS = {
  open: 'Its maker says that this is wrong. Nobody has answered yet.',
  upheld: 'Its maker said that this is wrong, and was right: it was taken back.',
  dismissed: 'Its maker said that this is wrong. It was looked at, and stands.',
};

/** Whether somebody came by the link of a public entry. */
const asked = () => /[?&]contest\b/.test(location.hash);

/** What a maker says against an alert: said here, and answered here. */
class Contest extends LitElement {
  static properties = {
    alertId: {attribute: false},
    status: {attribute: false},
    contests: {state: true},
    said: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('alertId') || changed.has('status')) {
      Object.assign(this, {contests: null, said: changed.has('alertId') ? null : this.said});
      this.load();
    }
  }

  async load() {
    if (this.status && isStaff()) {
      const path = `contests?limit=20&alert=${encodeURIComponent(this.alertId)}`;
      const page = await api(path, new AbortController().signal).catch((error) => {
        this.said = error.message;
        return {items: []};
      });
      this.contests = page.items;
    }
  }

  async submit(event) {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    await this.change('POST', `alerts/${encodeURIComponent(this.alertId)}/contest`, given, 'Thank you. It will be looked at.');
  }

  answer(id, outcome) {
    return this.change('POST', `contests/${id}/answer`, {outcome}, `Answered: ${outcome}.`);
  }

  async change(method, path, body, thanks) {
    try {
      await send(method, path, body);
      this.said = thanks;
      this.dispatchEvent(new CustomEvent('tw-acted', {bubbles: true}));
    } catch (error) {
      this.said = error.message;
    }
  }

  render() {
    return html`<section aria-labelledby="contest">
      <h2 id="contest">Contest</h2>
      <p>${STANDS[this.status] ?? 'Nobody has said that this is wrong.'}</p>
      ${(this.contests ?? []).map((one) => this.one(one))}
      <p role="status">${this.said ? hub(this.said, 300) : nothing}</p>
      <details ?open=${asked()}>
        <summary>This is about my model, and it is wrong</summary>
        <form @submit=${this.submit}>
          <label>What is wrong
            <textarea name="text" rows="4" maxlength="2000" required></textarea>
          </label>
          <label>How to reach you, if you want an answer
            <input name="contact" maxlength="200" autocomplete="off" />
          </label>
          <button type="submit">Contest</button>
        </form>
      </details>
    </section>`;
  }

  one({id, at, status, text, contact}) {
    return html`<article class="contested">
      <p class="note">${time(at)}, ${status}${contact ? html`, ${hub(contact, 200)}` : nothing}</p>
      <blockquote>${text ? hub(text, 2000) : '(forgotten)'}</blockquote>
      ${status === 'open'
        ? html`<p class="buttons">
            <button type="button" @click=${() => this.answer(id, 'upheld')}>Uphold and withdraw</button>
            <button type="button" @click=${() => this.answer(id, 'dismissed')}>Dismiss</button>
          </p>`
        : nothing}
    </article>`;
  }
}

customElements.define('tw-contest', Contest);
