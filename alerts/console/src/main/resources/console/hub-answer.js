import {LitElement, html, nothing} from 'lit';
import {send, text} from './api.js';
import {isOperator, isStaff} from './session.js';
import {hub} from './text.js';

const WORDS = {actioned: 'It has acted on this.', rejected: 'It found nothing to act on.'};

/** What goes to the hub, and what it answers. */
class HubAnswer extends LitElement {
  static properties = {
    alertId: {attribute: false},
    given: {attribute: false},
    report: {state: true},
    said: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('alertId')) {
      Object.assign(this, {report: null, said: null});
    }
  }

  get path() {
    return `alerts/${encodeURIComponent(this.alertId)}`;
  }

  async show() {
    await this.saying(async () => {
      this.report = await text(`${this.path}/report`);
    });
  }

  async copy() {
    const area = this.querySelector('textarea');
    area.select();
    await navigator.clipboard.writeText(area.value).then(
      () => (this.said = 'Copied.'),
      () => (this.said = 'It is selected; copy it by hand.'),
    );
  }

  async answer(answer) {
    await this.saying(async () => {
      await send('PUT', `${this.path}/answer`, {answer});
      this.said = 'Thank you.';
      this.dispatchEvent(new CustomEvent('tw-acted', {bubbles: true}));
    });
  }

  async saying(task) {
    try {
      await task();
    } catch (error) {
      this.said = error.message;
    }
  }

  render() {
    if (!isStaff() && !isOperator()) {
      return nothing;
    }
    return html`<section aria-labelledby="hub-answer">
      <h2 id="hub-answer">The hub</h2>
      <p>${WORDS[this.given] ?? 'It has not answered.'}</p>
      <p class="buttons">
        <button type="button" @click=${() => this.answer('actioned')}>Actioned</button>
        <button type="button" @click=${() => this.answer('rejected')}>Rejected</button>
        <button type="button" @click=${this.show}>Report for the hub</button>
      </p>
      ${this.report ? this.ready() : nothing}
      <p role="status">${this.said ? hub(this.said, 300) : nothing}</p>
    </section>`;
  }

  ready() {
    return html`<label>Report
        <textarea rows="12" readonly .value=${this.report}></textarea>
      </label>
      <button type="button" @click=${this.copy}>Copy</button>`;
  }
}

customElements.define('tw-hub-answer', HubAnswer);
