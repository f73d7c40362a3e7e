import {html, nothing} from 'lit';
import {backlogBadge, contestBadge, handlingBadge} from './badges.js';
import {headline, severityBadge, signalChips, stands, stateBadge} from './badges.js';
import {alertAddress} from './route.js';
import {hub, plural, releaseLink, time} from './text.js';

const pick = (alert, selection) =>
  html`<label class="pick">
    <input
      type="checkbox"
      .checked=${selection.has(alert.id)}
      @change=${({target}) => selection.set(alert.id, target.checked)}
    />
    <span class="visually-hidden">Select ${hub(alert.headline, 120)}</span>
  </label>`;

/**
 * One alert of the list. The headline is the one link that the keyboard moves along; there is a
 * selection for those who act on alerts.
 */
export const queueRow = (alert, filters, selection) =>
  html`<article class="row ${stands(alert) ? '' : 'gone-row'}">
    <div class="row-head">
      ${selection ? pick(alert, selection) : nothing} ${severityBadge(alert.severity)}
      ${stateBadge(alert.state)} ${handlingBadge(alert.handling)} ${contestBadge(alert.contest)}
      ${backlogBadge(alert.backlog)}
    </div>
    <h2><a class="open" href=${alertAddress(alert.id, filters)}>${headline(alert, 240)}</a></h2>
    <p class="row-lead">${releaseLink(alert.lead, 120)}</p>
    ${signalChips(alert.signals)}
    <p class="row-facts">
      <span>${plural(alert.flaggedCount, 'flagged member')} of
        ${plural(alert.memberCount, 'copy', 'copies')}</span>
      <span>created ${time(alert.createdAt)}</span>
      <span>updated ${time(alert.updatedAt)}</span>
      ${alert.handling?.assignee ? html`<span>with ${hub(alert.handling.assignee, 64)}</span>` : nothing}
    </p>
  </article>`;
