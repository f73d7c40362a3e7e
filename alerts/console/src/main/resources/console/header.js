import {html, nothing} from 'lit';
import {queueAddress} from './route.js';
import {token} from './token.js';

const current = (here) => (here ? 'page' : nothing);

/** What stands above every page. */
export const header = (app) =>
  html`<header class="top">
    <button type="button" class="skip" @click=${app.skip}>Skip to content</button>
    <strong class="brand">Tunewatch</strong>
    <nav aria-label="Pages">
      <a href=${queueAddress(app.at.filters)} aria-current=${current(app.at.page === 'queue')}>Queue</a>
      <a href="#/health" aria-current=${current(app.at.page === 'health')}>Health</a>
    </nav>
    <span class="tools">
      ${token() ? html`<button type="button" @click=${app.signOut}>Forget token</button>` : nothing}
      <button type="button" @click=${app.help} aria-haspopup="dialog">Keys <kbd>?</kbd></button>
    </span>
  </header>`;
