import {html} from 'lit';
import {backlogBadge, headline, severityBadge, signalChips, stands, stateBadge} from './badges.js';
import {alertAddress} from './route.js';
import {plural, releaseLink, time} from './text.js';

/** One alert of the list. The headline is the one link that the keyboard moves along. */
export const queueRow = (alert, filters) =>
  html`<article class="row ${stands(alert) ? '' : 'gone-row'}">
    <div class="row-head">
      ${severityBadge(alert.severity)} ${stateBadge(alert.state)} ${backlogBadge(alert.backlog)}
    </div>
    <h2><a class="open" href=${alertAddress(alert.id, filters)}>${headline(alert, 240)}</a></h2>
    <p class="row-lead">${releaseLink(alert.lead, 120)}</p>
    ${signalChips(alert.signals)}
    <p class="row-facts">
      <span>${plural(alert.flaggedCount, 'flagged member')} of
        ${plural(alert.memberCount, 'copy', 'copies')}</span>
      <span>created ${time(alert.createdAt)}</span>
      <span>updated ${time(alert.updatedAt)}</span>
    </p>
  </article>`;
