import {LitElement, html, nothing} from 'lit';
import {api} from './api.js';
import {problem, stale} from './notice.js';
import {Poll} from './poll.js';
import {hub, number, plural, time} from './text.js';

const list = (value) => (Array.isArray(value) ? value : []);

const badge = (good, words) =>
  html`<span class="badge ${good ? 'ready' : 'not-ready'}">${words}</span>`;

/** A table that scrolls by itself, so that a narrow screen does not. */
const table = (label, heads, rows) =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

const lane = (line) =>
  html`<tr>
    <th scope="row">${hub(line.hub, 40)} ${hub(line.lane, 40)}</th>
    <td>${badge(!line.stale, line.stale ? 'stale' : 'fresh')} ${time(line.at)}</td>
    <td class="number">${number(line.listed)}</td>
    <td class="number">${number(line.published)}</td>
    <td class="number">${number(line.deadLetters)}</td>
    <td>
      ${list(line.gaps).length === 0 ? 'none open' : badge(false, plural(list(line.gaps).length, 'open gap'))}
      ${line.gapsClosed > 0 ? html`<span class="note">${number(line.gapsClosed)} repaired</span>` : nothing}
    </td>
  </tr>`;

const gap = ({line, open}) =>
  html`<tr>
    <th scope="row">${hub(line.hub, 40)} ${hub(line.lane, 40)}</th>
    <td>${hub(open.order, 40)}</td>
    <td>${open.older ? time(open.older, {exact: true}) : 'the end of the listing'}</td>
    <td>${open.newer ? time(open.newer, {exact: true}) : 'unknown'}</td>
    <td>${hub(open.reason, 60)}</td>
    <td>${time(open.foundAt)}</td>
  </tr>`;

const letters = ({stage, reason, count, newest, error}) =>
  html`<tr>
    <th scope="row">${hub(stage, 60)}</th>
    <td>${hub(reason, 60)}</td>
    <td class="number">${number(count)}</td>
    <td>${time(newest)}</td>
    <td>${hub(error, 300)}</td>
  </tr>`;

/** What ingest has seen, what it knows that it has not, and what was refused on the way. */
class Coverage extends LitElement {
  static properties = {active: {type: Boolean}, coverage: {state: true}, error: {state: true}};

  poll = new Poll(this, async (signal) => {
    this.coverage = await api('coverage', signal);
  });

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.poll.run();
  }

  render() {
    const retry = () => this.poll.run();
    if (!this.coverage) {
      return this.error
        ? problem(this.error, 'coverage', retry)
        : html`<p class="notice" role="status">Reading the coverage…</p>`;
    }
    const lanes = list(this.coverage.lanes).filter((line) => line.hub !== 'canary');
    return html`${this.error ? stale(this.error, retry) : nothing} ${this.lanes(lanes)}
      ${this.gaps(lanes)} ${this.letters()} ${this.canary()}`;
  }

  lanes(lanes) {
    const heads = ['Lane', 'Last said so', 'Listed', 'Published', 'Refused', 'Gaps'];
    return html`<h2>Coverage</h2>
      ${lanes.length === 0
        ? html`<p>No lane has written its ledger yet.</p>`
        : table('Coverage', heads, lanes.map(lane))}`;
  }

  gaps(lanes) {
    const open = lanes.flatMap((line) => list(line.gaps).map((each) => ({line, open: each})));
    const heads = ['Lane', 'Order', 'From', 'To', 'Reason', 'Found'];
    return html`<h2>Gaps</h2>
      ${open.length === 0
        ? html`<p>No stretch of a listing is known to be unread.</p>`
        : table('Gaps', heads, open.slice(0, 200).map(gap))}`;
  }

  letters() {
    const groups = list(this.coverage.deadLetters);
    const heads = ['Refused by', 'Reason', 'Open', 'Newest', 'Its error'];
    return html`<h2>Dead letters</h2>
      ${groups.length === 0
        ? html`<p>Nothing was refused, or all of it is dealt with.</p>`
        : html`${table('Dead letters', heads, groups.slice(0, 200).map(letters))}
            <p class="note">
              <code>tunewatch dead-letters list</code> shows them with their bytes,
              <code>redrive</code> sends them back.
            </p>`}`;
  }

  canary() {
    const last = list(this.coverage.status).find(({component}) => component === 'canary');
    const late = this.coverage.canaryOverdue;
    return html`<h2>Canary</h2>
      <p>
        ${late || last ? badge(!late, late ? 'overdue' : 'arrived') : nothing}
        ${last
          ? html`The last one that arrived was published ${time(last.publishedAt)} and took
            ${number(last.seconds)} s to its alert.`
          : 'None has arrived yet.'}
        <span class="note">A made-up release is followed from ingest to alert; nobody is told of it.</span>
      </p>`;
  }
}

customElements.define('tw-coverage', Coverage);
