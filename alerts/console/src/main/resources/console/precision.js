import {LitElement, html, nothing} from 'lit';
import {api} from './api.js';
import {problem, stale} from './notice.js';
import {Poll} from './poll.js';
import {hub, number, percent, time} from './text.js';
import {SIGNALS, word} from './words.js';

const WORDS = {
  retracted: 'alerts taken back, of all told',
  falsePositives: 'found wrong by an analyst, of all told',
  answers: 'acted on by their hub, of those answered',
  contests: 'contests upheld, of those answered',
};

const row = (name, {of, count, share, low, high}) =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${number(count)} of ${number(of)}</td>
    <td>${share === null ? '–' : percent(share)}</td>
    <td>${share === null ? '–' : `${percent(low)} to ${percent(high)}`}</td>
  </tr>`;

const table = (label, first, rows) =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          <th scope="col">Count</th>
          <th scope="col">Share</th>
          <th scope="col">95 % interval</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

/** How often the service was right, as analysts and hubs say. */
class Precision extends LitElement {
  static properties = {active: {type: Boolean}, report: {state: true}, error: {state: true}};

  poll = new Poll(this, async (signal) => {
    this.report = await api('precision', signal);
  });

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.poll.run();
  }

  render() {
    const {report, error} = this;
    const retry = () => this.poll.run();
    return html`<h1 class="page-title" tabindex="-1">Precision</h1>
      ${error ? (report ? stale(error, retry) : problem(error, 'precision', retry)) : nothing}
      ${report ? this.tables(report) : error ? nothing : html`<p role="status">Reading…</p>`}`;
  }

  tables({since, signals, ...rest}) {
    return html`<p>
        Of alerts that somebody judged since ${time(since, {exact: true})}: an analyst who resolved
        or took back, a hub that acted or rejected. Where two disagree it counts as wrong.
      </p>
      <h2>By signal</h2>
      ${signals.length
        ? table('Precision by signal', 'Signal', signals.map(({signal, precision}) =>
            row(html`${hub(signal, 12)} ${word(SIGNALS, signal)}`, precision)))
        : html`<p class="note">Nothing was judged yet.</p>`}
      <h2>Over all</h2>
      ${table('Over all', 'What', Object.keys(WORDS).map((name) => row(WORDS[name], rest[name])))}`;
  }
}

customElements.define('tw-precision', Precision);
