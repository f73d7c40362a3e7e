import {LitElement, html} from 'lit';
import './queue.js';
import './triage-dialog.js';
import {Acting} from './acting.js';
import {header} from './header.js';
import {asked, help, isArrow} from './keys.js';
import {pages} from './pages.js';
import {alertAddress, queueAddress, route, title} from './route.js';
import {takeFromAddress, token} from './token.js';

/** Routing and keys; the pages do the rest. */
class App extends LitElement {
  static properties = {at: {state: true}};

  constructor() {
    super();
    this.addressed = () => this.follow();
    this.pressed = (event) => this.press(event);
  }

  acting = new Acting(this);

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.addressed);
    document.addEventListener('keydown', this.pressed);
    this.follow();
    this.acting.know(); // after the address was read: it may hold the token
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.addressed);
    document.removeEventListener('keydown', this.pressed);
  }

  follow() {
    const before = this.at;
    const held = token();
    takeFromAddress();
    this.at = route();
    if (!['queue', 'alert'].includes(this.at.page) && before) {
      this.at.filters = before.filters; // the way back leads to the same list
    }
    document.title = title(this.at);
    if (held !== token() && before) {
      location.reload(); // a token pasted into an open tab: every page starts again with it
    } else if (before && before.page !== this.at.page) {
      this.updateComplete.then(() => this.land(before));
    }
  }

  /** Puts the focus where the reader left, or at the top of the new page. */
  land(before) {
    window.scrollTo(0, 0);
    if (this.at.page === 'queue' && before.page === 'alert') {
      this.queue.opened = before.id;
      this.queue.move(0);
    } else {
      this.querySelector('main > :not([hidden]) h1')?.focus();
    }
  }

  get queue() {
    return this.querySelector('tw-queue');
  }

  press(event) {
    const action = asked(event);
    if (!action || this.querySelector('dialog[open]')) {
      return;
    }
    // On the page of one alert the arrows scroll, as everywhere; the letters still move.
    if (isArrow(event) && this.at.page !== 'queue') {
      return;
    }
    event.preventDefault();
    this.acting.takes(action) || this[action]();
  }

  next() {
    this.step(1);
  }

  previous() {
    this.step(-1);
  }

  step(by) {
    if (this.at.page === 'queue') {
      this.queue.move(by);
    } else if (this.at.page === 'alert') {
      const id = this.queue.neighbour(this.at.id, by);
      if (id) {
        location.replace(alertAddress(id, this.at.filters));
        this.follow(); // now, not with the event: the next key may come before it
      }
    }
  }

  back() {
    if (this.at.page !== 'queue') {
      location.hash = queueAddress(this.at.filters);
    }
  }

  leave() {
    document.activeElement.blur();
    this.queue.move(0);
  }

  async search() {
    this.back();
    await this.updateComplete;
    setTimeout(() => this.querySelector('input[type=search]').select());
  }

  health() {
    location.hash = '#/health';
  }

  help() {
    this.querySelector('#keys').showModal();
  }

  skip() {
    this.querySelector('main').focus();
  }

  render() {
    return html`${header(this)}
      <main
        tabindex="-1"
        @tw-token=${this.acting.recognised}
        @tw-act=${this.acting.asked}
        @tw-acted=${this.acting.acted}
      >
        ${pages(this.at)}
        <tw-triage></tw-triage>
      </main>
      ${help()}`;
  }
}

customElements.define('tw-app', App);
