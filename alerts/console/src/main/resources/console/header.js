import {html, nothing} from 'lit';
import {queueAddress} from './route.js';
import {isAdmin, session} from './session.js';
import {hub} from './text.js';
import {signOut, token} from './token.js';

const current = (here) => (here ? 'page' : nothing);

/** What stands above every page. */
export const header = (app) =>
  html`<header class="top">
    <button type="button" class="skip" @click=${app.skip}>Skip to content</button>
    <strong class="brand">Tunewatch</strong>
    <nav aria-label="Pages">
      <a href=${queueAddress(app.at.filters)} aria-current=${current(app.at.page === 'queue')}>Queue</a>
      <a href="#/precision" aria-current=${current(app.at.page === 'precision')}>Precision</a>
      <a href="#/health" aria-current=${current(app.at.page === 'health')}>Health</a>
      ${isAdmin()
        ? html`<a href="#/audit" aria-current=${current(app.at.page === 'audit')}>Audit</a>`
        : nothing}
    </nav>
    <span class="tools">
      ${session() ? html`<span class="note who">${hub(session().name, 64)}, ${session().role}</span>` : nothing}
      ${token() ? html`<button type="button" @click=${signOut}>Forget token</button>` : nothing}
      <button type="button" @click=${app.help} aria-haspopup="dialog">Keys <kbd>?</kbd></button>
    </span>
  </header>`;
