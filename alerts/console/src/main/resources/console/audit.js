import {LitElement, html, nothing} from 'lit';
import {api} from './api.js';
import {problem, stale} from './notice.js';
import {Poll} from './poll.js';
import {hub, time} from './text.js';

const MAX_LINES = 100;

const lines = (value) => JSON.stringify(value, null, 1).split('\n').slice(0, MAX_LINES);

const side = (label, value) =>
  value
    ? html`<details>
        <summary>${label}</summary>
        <pre tabindex="0">${lines(value).map((line) => html`${hub(line, 400)}\n`)}</pre>
      </details>`
    : nothing;

const entry = ({at, actor, action, object, outcome, before, after}) =>
  html`<tr>
    <td>${time(at, {exact: true})}</td>
    <th scope="row">${hub(actor, 64)}</th>
    <td><code>${hub(action, 120)}</code></td>
    <td>${hub(object, 300)} ${outcome === 'done' ? nothing : html`<strong>${hub(outcome, 20)}</strong>`}</td>
    <td>${side('before', before)} ${side('after', after)}</td>
  </tr>`;

/** Who changed what, the newest first. */
class Audit extends LitElement {
  static properties = {active: {type: Boolean}, entries: {state: true}, error: {state: true}};

  poll = new Poll(this, async (signal) => {
    const page = await api('audit?limit=50', signal);
    // What was paged to stays; what is new comes on top.
    const known = new Set(page.items.map(({id}) => id));
    this.entries = [...page.items, ...(this.entries ?? []).filter(({id}) => !known.has(id))];
    this.next ??= page.next;
  });

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.poll.run();
  }

  more() {
    return this.poll.run(async (signal) => {
      const page = await api(`audit?limit=50&cursor=${this.next}`, signal);
      this.entries = [...this.entries, ...page.items];
      this.next = page.next ?? undefined;
      this.ended = !page.next;
    });
  }

  render() {
    const {entries, error} = this;
    const retry = () => this.poll.run();
    return html`<h1 class="page-title" tabindex="-1">Audit log</h1>
      ${error ? (entries ? stale(error, retry) : problem(error, 'audit log', retry)) : nothing}
      ${entries ? this.table(entries) : error ? nothing : html`<p role="status">Reading…</p>`}`;
  }

  table(entries) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Changes">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Of what</th>
              <th scope="col">Details</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map(entry)}
          </tbody>
        </table>
      </div>
      ${this.next && !this.ended
        ? html`<button type="button" class="more" @click=${this.more}>Show older changes</button>`
        : html`<p class="note end">That is all.</p>`}`;
  }
}

customElements.define('tw-audit', Audit);
