import {LitElement, html, nothing} from 'lit';
import {api} from './api.js';
import {backlogBadge, headline, severityBadge, stands, stateBadge} from './badges.js';
import {evidence} from './evidence.js';
import {leadParents, members} from './members.js';
import {problem, stale} from './notice.js';
import {Poll} from './poll.js';
import {queueAddress} from './route.js';
import {hub, releaseLink, time} from './text.js';
import {STATES, word} from './words.js';

const fact = (name, value) =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

/** One alert on one screen. */
class Alert extends LitElement {
  static properties = {
    active: {type: Boolean},
    alertId: {attribute: false},
    filters: {attribute: false},
    alert: {state: true},
    error: {state: true},
  };

  poll = new Poll(this, async (signal) => {
    this.alert = await api('alerts/' + encodeURIComponent(this.alertId), signal);
  });

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('alertId')) {
      this.alert = null;
      this.error = null;
      this.poll.run();
    }
  }

  updated() {
    // A reader with a screen reader lands on the headline, once for each alert.
    const title = this.querySelector('h1');
    if (title && this.landed !== this.alertId) {
      this.landed = this.alertId;
      title.focus();
    }
  }

  render() {
    const {alert, error} = this;
    const retry = () => this.poll.run();
    const back = html`<p class="back"><a href=${queueAddress(this.filters)}>Back to the queue</a></p>`;
    if (error && (!alert || error.kind === 'token' || error.kind === 'missing')) {
      return html`${back}${problem(error, 'alert', retry)}`;
    }
    if (!alert) {
      return html`${back}<p class="notice" role="status">Reading the alert…</p>`;
    }
    return html`${back}${error ? stale(error, retry) : nothing}${this.page(alert)}`;
  }

  page(alert) {
    return html`<article class="alert ${stands(alert) ? '' : 'gone-row'}">
      <header>
        <div class="row-head">
          ${severityBadge(alert.severity)} ${stateBadge(alert.state)} ${backlogBadge(alert.backlog)}
        </div>
        <h1 class="page-title" tabindex="-1">${headline(alert, 400)}</h1>
        <p>Lead release: ${releaseLink(alert.lead, 200)}</p>
        ${this.gone(alert)}
      </header>
      <div class="columns">
        <div>${evidence(alert)}</div>
        <div>
          ${leadParents(alert.lead)} ${this.timeline(alert)} ${this.provenance(alert)}
        </div>
      </div>
      ${members(alert)}
    </article>`;
  }

  gone(alert) {
    return stands(alert) && !alert.reason
      ? nothing
      : html`<p class="gone-reason">
          <strong>${word(STATES, alert.state)}:</strong> ${hub(alert.reason ?? 'no reason given', 400)}
        </p>`;
  }

  timeline(alert) {
    return html`<section aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <dl class="facts">
        ${fact('Earliest flagged member created', time(alert.firstCreatedAt, {exact: true}))}
        ${fact('Last observed', time(alert.observedAt, {exact: true}))}
        ${fact('Alert created', time(alert.createdAt, {exact: true}))}
        ${fact('Alert updated', time(alert.updatedAt, {exact: true}))}
      </dl>
    </section>`;
  }

  provenance(alert) {
    return html`<section aria-labelledby="provenance">
      <h2 id="provenance">Provenance</h2>
      <dl class="facts">
        ${fact('Alert', html`<code>${hub(alert.id, 80)}</code> version ${alert.version}`)}
        ${fact('Cluster', html`<code>${hub(alert.clusterId, 200)}</code>`)}
        ${fact('Rule book', html`<code>${hub(alert.rules, 80)}</code>`)}
        ${fact('Sharing', html`TLP:${hub(alert.tlp, 20)}`)}
        ${fact('Root base', alert.root ? hub(alert.root, 160) : 'not resolved')}
      </dl>
    </section>`;
  }
}

customElements.define('tw-alert', Alert);
