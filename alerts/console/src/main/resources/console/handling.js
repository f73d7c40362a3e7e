import {html, nothing} from 'lit';
import {stands} from './badges.js';
import {actionButtons} from './bulk.js';
import {hub, time} from './text.js';
import {HANDLING, word} from './words.js';

const DONE_WITH = ['acknowledge', 'resolve', 'snooze', 'assign'];
const USELESS = {
  open: ['reopen'],
  acknowledged: ['acknowledge'],
  snoozed: [],
  resolved: DONE_WITH,
  false_positive: [...DONE_WITH, 'false_positive'],
};

/** What the service would refuse from here. */
const useless = (alert) => [
  ...(USELESS[alert.handling?.status] ?? []),
  ...(stands(alert) ? [] : ['false_positive']),
];

/** Where the alert stands with the people here, and what they can do. */
export const handling = (page, alert) =>
  html`<section class="handling" aria-labelledby="handling">
    <h2 id="handling">Handling</h2>
    <p>
      <strong>${word(HANDLING, alert.handling?.status)}</strong>${alert.handling?.snoozedUntil
        ? html`, back ${time(alert.handling.snoozedUntil)}`
        : nothing};
      ${alert.handling?.assignee ? html`with ${hub(alert.handling.assignee, 64)}` : 'with nobody'}${alert.answer
        ? html`; the hub has ${hub(alert.answer, 20)} it`
        : nothing}.
    </p>
    <div class="buttons" role="group" aria-label="Actions">${actionButtons(page, useless(alert))}</div>
  </section>`;
