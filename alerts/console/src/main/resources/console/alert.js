import {LitElement, html, nothing} from 'lit';
import {api} from './api.js';
import './contest.js';
import './history.js';
import './hub-answer.js';
import {backlogBadge, contestBadge, handlingBadge} from './badges.js';
import {headline, severityBadge, stands, stateBadge} from './badges.js';
import {handling} from './handling.js';
import {evidence} from './evidence.js';
import {leadParents, members} from './members.js';
import {problem, stale} from './notice.js';
import {Poll} from './poll.js';
import {provenance, timeline} from './provenance.js';
import {queueAddress} from './route.js';
import {reach, score} from './score.js';
import {isStaff} from './session.js';
import {hub, releaseLink} from './text.js';
import {STATES, word} from './words.js';

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

  targets() {
    return this.alert ? [this.alert] : [];
  }

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
          ${severityBadge(alert.severity)} ${stateBadge(alert.state)} ${handlingBadge(alert.handling)}
          ${contestBadge(alert.contest)} ${backlogBadge(alert.backlog)}
        </div>
        <h1 class="page-title" tabindex="-1">${headline(alert, 400)}</h1>
        <p>Lead release: ${releaseLink(alert.lead, 200)}</p>
        ${this.gone(alert)} ${isStaff() ? handling(this, alert) : nothing}
      </header>
      <div class="columns">
        <div>${score(alert)} ${evidence(alert)}</div>
        <div>
          ${leadParents(alert.lead)} ${reach(alert)} ${timeline(alert)}
          <tw-history .alertId=${alert.id} .revision=${alert.seen ?? String(alert.version)}></tw-history>
          <tw-contest .alertId=${alert.id} .status=${alert.contest}></tw-contest>
          <tw-hub-answer .alertId=${alert.id} .given=${alert.answer}></tw-hub-answer>
          ${provenance(alert)}
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
}

customElements.define('tw-alert', Alert);
