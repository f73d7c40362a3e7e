import {html, nothing} from 'lit';
import {SIGNALS, TIERS, flags, word} from './words.js';
import {hub, percent, releaseLink} from './text.js';

const MAX_QUOTE = 400;

/** An alert's signal is the strongest that a member carries; this finds whose. */
const carrier = (signal, members) =>
  members.find((member) =>
    (member.signals ?? []).some(
      (own) =>
        own.id === signal.id &&
        own.tier === signal.tier &&
        own.confidence === signal.confidence &&
        own.evidence?.[0]?.quote === signal.evidence?.[0]?.quote,
    ),
  );

const span = ({start, end}) =>
  Number.isInteger(start) && Number.isInteger(end)
    ? html`<span class="note">characters ${start} to ${end}</span>`
    : nothing;

const quote = (evidence) =>
  html`<li class="evidence">
    <blockquote>${hub(evidence.quote, MAX_QUOTE)}</blockquote>
    <p>
      <span class="note">in</span> <code>${hub(evidence.field, 120)}</code> ${span(evidence)}
      <span class="note">by rule</span> <code>${hub(evidence.rule, 120)}</code>
    </p>
  </li>`;

const verdict = (signal) => {
  if (signal.suppressedBy) {
    return html`<p class="suppressed-by">
      Suppressed by ${hub(signal.suppressedBy, 12)} ${word(SIGNALS, signal.suppressedBy)}: kept as a
      fact, does not count.
    </p>`;
  }
  return nothing;
};

const one = (signal, members) => {
  const from = carrier(signal, members);
  return html`<li class="signal ${signal.suppressedBy ? 'suppressed' : ''}">
    <h3>
      <span class="signal-id">${hub(signal.id, 12)}</span> <span class="signal-title">${word(SIGNALS, signal.id)}</span>
      <span class="confidence">${percent(signal.confidence)} sure</span>
    </h3>
    <p class="note">
      Evidence ${hub(signal.tier, 12)}: ${word(TIERS, signal.tier)}${signal.inheritedFrom
        ? html`; inherited from ${hub(signal.inheritedFrom, 120)}`
        : nothing}
    </p>
    ${verdict(signal)}
    <ul class="quotes" aria-label="Evidence">
      ${(signal.evidence ?? []).map(quote)}
    </ul>
    ${from ? html`<p class="note carrier">Read in ${releaseLink(from, 120)}</p>` : nothing}
  </li>`;
};

const group = (id, title, signals, members) =>
  signals.length === 0
    ? nothing
    : html`<section aria-labelledby=${id}>
        <h2 id=${id}>${title}</h2>
        <ul class="signals">
          ${signals.map((signal) => one(signal, members))}
        </ul>
      </section>`;

/** Why it alerts first, then what else is known, then what was found and does not count. */
export function evidence({signals = [], members = [], lead}) {
  const among = lead ? [lead, ...members] : members;
  const silenced = signals.filter((s) => s.suppressedBy);
  const why = signals.filter(flags);
  const benign = signals.filter((s) => !s.suppressedBy && s.id?.startsWith('B'));
  const facts = signals.filter((s) => ![silenced, why, benign].some((g) => g.includes(s)));
  return [
    group('why', 'Why', why, among),
    group('facts', 'Other facts', facts, among),
    group('suppressed', 'Found, but suppressed', silenced, among),
    group('benign', 'Benign context', benign, among),
  ];
}
