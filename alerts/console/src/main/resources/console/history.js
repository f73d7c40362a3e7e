import {LitElement, html, nothing} from 'lit';
import {api} from './api.js';
import {isStaff} from './session.js';
import {hub, time} from './text.js';
import {CAUSES, DEEDS, HANDLING, SIGNALS, word} from './words.js';

const SHOWN = 20;
const MOVES = {severity: 'severity', flagged: 'flagged copies', root: 'base', lead: 'lead release', rules: 'rule book'};

const signals = (ids, verb) =>
  ids?.length
    ? html`<li>${verb}: ${ids.map((id) => html`<span>${hub(id, 12)} ${word(SIGNALS, id)} </span>`)}</li>`
    : nothing;

const move = (name, change) =>
  change
    ? html`<li>${MOVES[name]}: ${hub(change.from ?? 'none', 120)} → ${hub(change.to ?? 'none', 120)}</li>`
    : nothing;

const version = ({changes, alert}) =>
  html`<li>
    <strong>Version ${alert.version}</strong>, ${time(alert.updatedAt)}:
    ${changes.causes.map((cause) => word(CAUSES, cause)).join(', ')}
    <ul class="changes">
      ${signals(changes.signalsAdded, 'added')} ${signals(changes.signalsRemoved, 'gone')}
      ${Object.keys(MOVES).map((name) => move(name, changes[name]))}
      ${changes.reason ? html`<li>${hub(changes.reason, 300)}</li>` : nothing}
    </ul>
  </li>`;

const line = ({handled}) =>
  html`<li>
    ${time(handled.at)}: <strong>${hub(handled.actor, 64)}</strong> ${hub(word(DEEDS, handled.action), 60)}
    ${handled.from === handled.handling.status
      ? nothing
      : html`<span class="note">${word(HANDLING, handled.from)} → ${word(HANDLING, handled.handling.status)}</span>`}
    ${handled.action === 'assign' ? html`to ${hub(handled.handling.assignee ?? 'nobody', 64)}` : nothing}
    ${handled.note ? html`<blockquote>${hub(handled.note, 1000)}</blockquote>` : nothing}
  </li>`;

/** What each version changed, and what people did; read again when the alert moves on. */
class History extends LitElement {
  static properties = {
    alertId: {attribute: false},
    revision: {attribute: false},
    versions: {state: true},
    lines: {state: true},
    failed: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('alertId')) {
      Object.assign(this, {versions: null, lines: null});
    }
    if (changed.has('alertId') || changed.has('revision')) {
      this.load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.running?.abort();
  }

  async load() {
    this.running?.abort();
    const {signal} = (this.running = new AbortController());
    const of = `alerts/${encodeURIComponent(this.alertId)}`;
    try {
      const versions = await api(`${of}/versions?limit=${SHOWN}`, signal);
      const lines = isStaff() ? await api(`${of}/history?limit=${SHOWN}`, signal) : {items: []};
      Object.assign(this, {versions: versions.items, lines: lines.items, failed: null});
    } catch (error) {
      if (!signal.aborted) {
        this.failed = error.message;
      }
    }
  }

  render() {
    return html`<section aria-labelledby="changed">
        <h2 id="changed">What changed</h2>
        ${this.failed ? html`<p class="note">Not read: ${hub(this.failed, 300)}</p>` : nothing}
        <ol class="versions" role="list">
          ${(this.versions ?? []).map(version)}
        </ol>
      </section>
      ${this.lines?.length
        ? html`<section aria-labelledby="history">
            <h2 id="history">History</h2>
            <ol class="lines" role="list">
              ${this.lines.map(line)}
            </ol>
          </section>`
        : nothing}`;
  }
}

customElements.define('tw-history', History);
