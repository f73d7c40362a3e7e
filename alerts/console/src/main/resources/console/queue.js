import {LitElement, html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import './filters.js';
import {bulkBar} from './bulk.js';
import {emptyQueue, more} from './queue-end.js';
import {problem, stale} from './notice.js';
import {page, pagesOf, unique} from './paging.js';
import {Poll} from './poll.js';
import {queueRow} from './queue-row.js';
import {query} from './route.js';
import {Selection} from './selection.js';
import {isStaff} from './session.js';
import {plural} from './text.js';

/** A list longer than this is not refreshed under its reader. */
const REFRESHED_PAGES = 4;

/** The list of alerts, newest first. It stays alive behind an open alert, so that the way back is short. */
class Queue extends LitElement {
  static properties = {
    active: {type: Boolean},
    filters: {attribute: false},
    items: {state: true},
    error: {state: true},
  };

  poll = new Poll(this, (signal) => this.refresh(signal));

  selection = new Selection(this);

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
      this.selection.clear();
      this.poll.run();
    } else if (changed.has('active')) {
      this.active ? this.poll.run() : this.poll.stop();
    }
  }

  /** Reads as many pages as are shown; the list changes at once or not at all. */
  async refresh(signal) {
    Object.assign(this, await pagesOf(this.asked, this.pages, signal));
  }

  async more() {
    const shown = this.items.length;
    await this.poll.run(async (signal) => {
      const read = await page(this.asked, this.next, signal);
      this.pages++;
      this.next = read.next ?? null;
      this.items = unique(this.items.concat(read.items ?? []));
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
    const at = this.at(links);
    const to = at < 0 ? this.lastOpened() : Math.min(Math.max(at + step, 0), links.length - 1);
    links[to]?.focus();
    links[to]?.closest('li').scrollIntoView({block: 'nearest'});
  }

  /** What an action is about: what is selected, else what has the focus. */
  targets() {
    const chosen = (this.items ?? []).filter(({id}) => this.selection.has(id));
    return chosen.length > 0 ? chosen : this.focused();
  }

  focused() {
    return this.at() < 0 ? [] : [this.items[this.at()]];
  }

  /** Which of them holds the focus. */
  at(links = this.links()) {
    return links.findIndex((link) => link.closest('li').contains(document.activeElement));
  }

  lastOpened() {
    return Math.max(0, this.place(this.opened));
  }

  place(id) {
    return (this.items ?? []).findIndex((alert) => alert.id === id);
  }

  /** The alert before or after this one, or undefined at the ends of what is loaded. */
  neighbour(id, step) {
    const at = this.place(id);
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
      return html`${error ? stale(error, retry) : nothing}${emptyQueue(this.asked)}`;
    }
    return html`${error ? stale(error, retry) : nothing}
      <p class="count" role="status">
        ${plural(items.length, 'alert')} shown, latest change first${this.next ? '; there are more' : ''}.
        ${this.paused ? 'So long a list does not refresh by itself; reload to start at the top.' : nothing}
      </p>
      ${isStaff() ? bulkBar(this) : nothing}
      <ol class="queue" role="list" aria-label="Alerts">
        ${repeat(items, ({id}) => id, (alert) => html`<li>${queueRow(alert, this.filters, isStaff() ? this.selection : null)}</li>`)}
      </ol>
      ${more(this)}`;
  }
}

customElements.define('tw-queue', Queue);
