import {LitElement, html, nothing} from 'lit';
import {hub, plural} from './text.js';
import {ACTIONS, take} from './triage.js';
import {REASONS} from './words.js';

const DAY_MS = 86_400_000;
const SNOOZES = {1: 'a day', 3: 'three days', 7: 'a week', 30: 'a month'};

const radio = (name, value, label, checked) =>
  html`<label class="check">
    <input type="radio" name=${name} value=${value} ?checked=${checked} required /> ${label}
  </label>`;

const QUESTIONS = {
  reason: () =>
    html`<fieldset>
      <legend>Why is it wrong?</legend>
      ${Object.entries(REASONS).map(([code, words]) => radio('reason', code, words, false))}
    </fieldset>
    <p class="note">The alert is withdrawn from everybody who got it.</p>`,
  until: () =>
    html`<fieldset>
      <legend>Put off for</legend>
      ${Object.entries(SNOOZES).map(([days, words]) => radio('days', days, words, days === '1'))}
    </fieldset>`,
  assignee: () =>
    html`<label>Assign to
      <input name="assignee" maxlength="100" autocomplete="off" placeholder="nobody" />
    </label>`,
  note: () => nothing,
};

/** Asks what an action needs to know, takes it, and says what came of it. */
class Triage extends LitElement {
  static properties = {action: {state: true}, said: {state: true}, wrong: {state: true}};

  createRenderRoot() {
    return this;
  }

  /** Acts at once, or after a question. */
  async ask(action, alerts) {
    Object.assign(this, {action, alerts, wrong: null, busy: false});
    if (!ACTIONS[action].ask) {
      await this.act({});
      return;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('form').reset();
    this.querySelector('dialog').showModal();
  }

  async submit(event) {
    event.preventDefault();
    const {days, ...given} = Object.fromEntries(new FormData(event.target));
    const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
    if (days) {
      fields.until = new Date(Date.now() + days * DAY_MS).toISOString();
    }
    await this.act(fields);
  }

  async act(fields) {
    if (this.busy) {
      return; // a second press while the first is under way
    }
    this.busy = true;
    try {
      this.said = (await take(this.action, this.alerts, fields)).text;
      this.close();
      this.dispatchEvent(new CustomEvent('tw-acted', {bubbles: true}));
    } catch (error) {
      this.wrong = error.message;
      this.said = error.message;
    } finally {
      this.busy = false;
    }
  }

  close() {
    this.querySelector('dialog').close();
  }

  render() {
    const {action, alerts, wrong, said} = this;
    const question = ACTIONS[action]?.ask;
    return html`<p class="said" role="status">${said ? hub(said, 400) : nothing}</p>
      <dialog id="triage" aria-labelledby="triage-title">
        ${question
          ? html`<form @submit=${this.submit}>
              <h2 id="triage-title">${ACTIONS[action].label.replace('…', '')}</h2>
              <p>
                ${alerts.length === 1 ? hub(alerts[0].headline, 160) : plural(alerts.length, 'alert')}
              </p>
              ${QUESTIONS[question]()}
              <label>Note for the others
                <textarea name="note" rows="3" maxlength="1000" ?required=${action === 'comment'}></textarea>
              </label>
              ${wrong ? html`<p role="alert" class="wrong">${hub(wrong, 400)}</p>` : nothing}
              <p class="buttons">
                <button type="submit">${ACTIONS[action].label.replace('…', '')}</button>
                <button type="button" @click=${this.close}>Cancel</button>
              </p>
            </form>`
          : nothing}
      </dialog>`;
  }
}

customElements.define('tw-triage', Triage);
