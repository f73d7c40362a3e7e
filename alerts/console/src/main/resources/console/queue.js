import {LitElement, html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import './filters.js';
import {api} from './api.js';
import {problem, stale} from './notice.js';
import {Poll} from './poll.js';
import {queueRow} from './queue-row.js';
import {query} from './route.js';
import {plural} from './text.js';

const PAGE = 50;
/** A list longer than this is not refreshed under its reader. */
const REFRESHED_PAGES = 4;

const unique = (alerts) => [...new Map(alerts.map((alert) => [alert.id, alert])).values()];

/** The list of alerts, newest first. It stays alive behind an open alert, so that the way back is short. */
class Queue extends LitElement {
  static properties = {
    active: {type: Boolean},
    filters: {attribute: false},
    items: {state: true},
    error: {state: true},
  };

  poll = new Poll(this, (signal) => this.refresh(signal));

  createRenderRoot() {
    return this;
  }

  get paused() {
    return this.pages > REFRESHED_PAGES;
  }

  willUpdate(changed) {
    const asked = query(this.filters);
    if (asked !== this.asked) {
      Object.assign(this, {asked, items: null, next: null, pages: 1, error: null});
      this.poll.run();
    } else if (changed.has('active')) {
      this.active ? this.poll.run() : this.poll.stop();
    }
  }

  page(cursor, signal) {
    const given = new URLSearchParams(this.asked);
    given.set('limit', PAGE);
    if (cursor) {
      given.set('cursor', cursor);
    }
    return api('alerts?' + given, signal);
  }

  /** Reads as many pages as are shown; the list changes at once or not at all. */
  async refresh(signal) {
    let items = [];
    let next = null;
    let pages = 0;
    do {
      const page = await this.page(next, signal);
      items = items.concat(page.items ?? []);
      next = page.next ?? null;
      pages++;
    } while (next && pages < this.pages);
    Object.assign(this, {pages, next, items: unique(items)});
  }

  async more() {
    const shown = this.items.length;
    await this.poll.run(async (signal) => {
      const page = await this.page(this.next, signal);
      this.pages++;
      this.next = page.next ?? null;
      this.items = unique(this.items.concat(page.items ?? []));
    });
    await this.updateComplete;
    this.links()[shown]?.focus();
  }

  links() {
    return [...this.querySelectorAll('a.open')];
  }

  /** Moves the focus along the headlines; from anywhere else it enters at the first or last opened. */
  move(step) {
    const links = this.links();
    const at = links.findIndex((link) => link.closest('li').contains(document.activeElement));
    const to = at < 0 ? this.lastOpened() : Math.min(Math.max(at + step, 0), links.length - 1);
    links[to]?.focus();
    links[to]?.closest('li').scrollIntoView({block: 'nearest'});
  }

  lastOpened() {
    return Math.max(0, (this.items ?? []).findIndex(({id}) => id === this.opened));
  }

  /** The alert before or after this one, or undefined at the ends of what is loaded. */
  neighbour(id, step) {
    const at = (this.items ?? []).findIndex((alert) => alert.id === id);
    return at < 0 ? undefined : this.items[at + step]?.id;
  }

  render() {
    return html`<h1 class="page-title" tabindex="-1">Alerts</h1>
      <tw-filters .filters=${this.filters}></tw-filters>
      ${this.body()}`;
  }

  body() {
    const {items, error} = this;
    const retry = () => this.poll.run();
    if (error && (!items || error.kind === 'token')) {
      return problem(error, 'list of alerts', retry);
    }
    if (!items) {
      return html`<p class="notice" role="status">Reading the alerts…</p>`;
    }
    if (items.length === 0) {
      return html`${error ? stale(error, retry) : nothing}${this.empty()}`;
    }
    return html`${error ? stale(error, retry) : nothing}
      <p class="count" role="status">
        ${plural(items.length, 'alert')} shown, latest change first${this.next ? '; there are more' : ''}.
        ${this.paused ? 'So long a list does not refresh by itself; reload to start at the top.' : nothing}
      </p>
      <ol class="queue" role="list" aria-label="Alerts">
        ${repeat(items, ({id}) => id, (alert) => html`<li>${queueRow(alert, this.filters)}</li>`)}
      </ol>
      ${this.next
        ? html`<button type="button" class="more" @click=${this.more}>Show more alerts</button>`
        : html`<p class="note end">That is all.</p>`}`;
  }

  empty() {
    return html`<section class="notice" role="status">
      ${this.asked
        ? html`<h2>No alert matches these filters</h2>
            <p><a href="#/">Show all alerts</a></p>`
        : html`<h2>No alerts yet</h2>
            <p>
              An alert appears here by itself as soon as a release declares that safeguards were
              removed. <a href="#/health">Health</a> tells whether all parts are at work.
            </p>`}
    </section>`;
  }
}

customElements.define('tw-queue', Queue);
