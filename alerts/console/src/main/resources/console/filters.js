import {LitElement, html} from 'lit';
import {queueAddress} from './route.js';
import {isStaff} from './session.js';
import {HANDLING, SEVERITIES, STATES} from './words.js';

const TYPING_MS = 250;

const options = (words, chosen, label) =>
  Object.entries(words).map(
    ([value, meaning]) =>
      html`<option value=${value} ?selected=${value === chosen}>${label(value, meaning)}</option>`,
  );

/** The filters of the queue. They live in the address: a change replaces it, the router does the rest. */
class Filters extends LitElement {
  static properties = {filters: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.typing);
  }

  apply() {
    clearTimeout(this.typing);
    const form = this.querySelector('form');
    location.replace(queueAddress(Object.fromEntries(new FormData(form))));
  }

  typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.apply(), TYPING_MS);
  }

  submit(event) {
    event.preventDefault();
    this.apply();
  }

  updated() {
    // Set by hand: what a person is typing is newer than the address.
    for (const field of this.querySelector('form').elements) {
      if (field.name && (field.matches('select') || field !== document.activeElement)) {
        field.value = this.filters[field.name];
      }
    }
  }

  render() {
    const {severity, state, handling, assignee, q} = this.filters;
    return html`<form class="filters" role="search" aria-label="Filter alerts" @submit=${this.submit}>
      <label>
        Severity
        <select name="severity" @change=${this.apply}>
          <option value="">any</option>
          ${options(SEVERITIES, severity, (value, meaning) => `${value} ${meaning}`)}
        </select>
      </label>
      <label>
        State
        <select name="state" @change=${this.apply}>
          <option value="">any</option>
          ${options(STATES, state, (_, meaning) => meaning)}
        </select>
      </label>
      ${isStaff()
        ? html`<label>
              Handling
              <select name="handling" @change=${this.apply}>
                <option value="">any</option>
                ${options(HANDLING, handling, (_, meaning) => meaning)}
              </select>
            </label>
            <label>
              Assignee
              <input name="assignee" maxlength="100" autocomplete="off" @input=${this.typed} />
            </label>`
        : ''}
      <label class="grow">
        Search
        <input name="q" type="search" maxlength="200" autocomplete="off" spellcheck="false"
          placeholder="name, key or headline" @input=${this.typed} />
      </label>
      ${severity || state || handling || assignee || q ? html`<a href="#/" class="clear">Clear filters</a>` : ''}
    </form>`;
  }
}

customElements.define('tw-filters', Filters);
