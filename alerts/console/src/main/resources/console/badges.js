import {html, nothing} from 'lit';
import {HANDLING, SEVERITIES, SIGNALS, STATES, flags, word} from './words.js';
import {hub, percent} from './text.js';

const KNOWN = (words, key) => (Object.hasOwn(words, key ?? '') ? key.toLowerCase() : 'unknown');

export const severityBadge = (severity) =>
  html`<span class="badge severity ${KNOWN(SEVERITIES, severity)}"
    ><span class="visually-hidden">Severity </span>${hub(severity, 12)} ${word(SEVERITIES, severity)}</span
  >`;

export const stateBadge = (state) =>
  html`<span class="badge state ${KNOWN(STATES, state)}"
    ><span class="visually-hidden">State </span>${hub(word(STATES, state), 20)}</span
  >`;

export const backlogBadge = (backlog) =>
  backlog
    ? html`<span class="badge backlog" title="First seen more than 7 days after it was created: not sent at once"
        >Backlog</span
      >`
    : nothing;

export const handlingBadge = (handling) =>
  handling && handling.status !== 'open'
    ? html`<span class="badge handling"
        ><span class="visually-hidden">Handling </span>${word(HANDLING, handling.status)}</span
      >`
    : nothing;

export const contestBadge = (contest) =>
  contest === 'open' ? html`<span class="badge contest">Contested</span>` : nothing;

const GONE = ['withdrawn', 'superseded', 'false_positive'];

export const stands = ({state}) => !GONE.includes(state);

/** What no longer stands is struck, and says so in words. */
export const headline = (alert, max) =>
  stands(alert)
    ? hub(alert.headline, max)
    : html`<span class="gone">${word(STATES, alert.state)}:</span> <s>${hub(alert.headline, max)}</s>`;

export const signalChip = (signal) =>
  html`<li class="chip ${flags(signal) ? 'flags' : ''} ${signal.suppressedBy ? 'suppressed' : ''}">
    <abbr title=${word(SIGNALS, signal.id)}>${hub(signal.id, 12)}</abbr>
    <span class="note"
      >${hub(signal.tier, 12)} ${percent(signal.confidence)}${signal.suppressedBy
        ? html` suppressed by ${hub(signal.suppressedBy, 12)}`
        : nothing}</span
    >
  </li>`;

/** What flags first, what is suppressed last. */
const rank = (signal) => (flags(signal) ? 0 : signal.suppressedBy ? 2 : 1);

export const signalChips = (signals) =>
  html`<ul class="chips" aria-label="Signals">
    ${[...(signals ?? [])].sort((a, b) => rank(a) - rank(b)).map(signalChip)}
  </ul>`;
