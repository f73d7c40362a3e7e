import {LitElement, html} from 'lit';
import {hub} from './text.js';
import {isToken, keep} from './token.js';

/** What went wrong and what to do about it. */
export function problem(error, what, retry) {
  if (error.kind === 'token') {
    return html`<tw-token-form .reason=${error.message} @tw-token=${retry}></tw-token-form>`;
  }
  return html`<section class="notice" role="alert">
    <h2>${error.kind === 'missing' ? `No such ${what}` : `The ${what} could not be read`}</h2>
    <p>${hub(error.message)}</p>
    ${error.kind === 'missing'
      ? html`<p>It may have been erased, or the address is cut. <a href="#/">Back to the queue</a></p>`
      : html`<p>
          It is tried again by itself. If this lasts, look at <a href="#/health">Health</a> and at the
          log of the alerts service.
        </p>`}
    <button type="button" @click=${retry}>Try again now</button>
  </section>`;
}

/** Kept above a list that is still shown although its last refresh failed. */
export const stale = (error, retry) =>
  html`<p class="stale" role="status">
    Not refreshed: ${hub(error.message)} What you see is the last that was read.
    <button type="button" @click=${retry}>Try again</button>
  </p>`;

class TokenForm extends LitElement {
  static properties = {reason: {attribute: false}, wrong: {state: true}};

  createRenderRoot() {
    return this;
  }

  submit(event) {
    event.preventDefault();
    const text = this.querySelector('input').value.trim();
    this.wrong = !isToken(text);
    if (!this.wrong) {
      keep(text);
      this.dispatchEvent(new CustomEvent('tw-token', {bubbles: true}));
    }
  }

  render() {
    return html`<form class="notice" @submit=${this.submit} aria-label="Access token">
      <h2>Access token</h2>
      <p role="alert">${this.wrong ? 'That is not a token: it has no spaces.' : this.reason}</p>
      <p>
        Paste a token with the role subscriber or higher. The first one is printed once when the
        service starts for the first time, or stands in the file given as --admin-token-file. It is
        kept in this tab only.
      </p>
      <label for="token">Token</label>
      <input id="token" type="password" autocomplete="off" spellcheck="false" required maxlength="512" />
      <button type="submit">Use token</button>
    </form>`;
  }
}

customElements.define('tw-token-form', TokenForm);
