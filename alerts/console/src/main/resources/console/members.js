import {html, nothing} from 'lit';
import {severityBadge, signalChips} from './badges.js';
import {hub, number, percent, plural, releaseLink, time} from './text.js';
import {relation} from './words.js';

const MAX_SHOWN = 50;

const parent = (edge) =>
  html`<li>
    ${relation(edge.relation)} <strong>${hub(edge.id, 160)}</strong>
    <span class="note">read from ${hub(edge.source, 60)}, ${percent(edge.confidence)} sure</span>
  </li>`;

const parentList = (parents) =>
  parents?.length
    ? html`<ul class="parents" aria-label="Parents">
        ${parents.slice(0, MAX_SHOWN).map(parent)}
      </ul>`
    : nothing;

export const leadParents = (lead) =>
  html`<section aria-labelledby="parents">
    <h2 id="parents">Parents of the lead release</h2>
    ${lead?.parents?.length ? parentList(lead.parents) : html`<p class="note">None declared.</p>`}
  </section>`;

const member = (m) =>
  html`<li class="member">
    <div class="member-name">${releaseLink(m, 160)}</div>
    <div class="member-facts">
      ${m.flagged ? severityBadge(m.severity) : html`<span class="note">not flagged</span>`}
      <span>created ${time(m.createdAt)}</span>
      <span>${number(m.downloads)} downloads in 30 days</span>
    </div>
    ${signalChips(m.signals)} ${parentList(m.parents)}
  </li>`;

/** The copies of the model: named up to the bound of the contract, the rest counted. */
export function members(alert) {
  const shown = (alert.members ?? []).slice(0, MAX_SHOWN);
  const downloads = shown.reduce((sum, {downloads: own}) => sum + (own ?? 0), 0);
  const rest = (alert.memberCount ?? shown.length) - shown.length;
  return html`<section aria-labelledby="members">
    <h2 id="members">Members</h2>
    <p>
      ${plural(alert.memberCount, 'copy', 'copies')} of one model, ${number(alert.flaggedCount)}
      flagged; ${number(downloads)} downloads in 30 days of those listed. Canonical key <code>${hub(alert.canonicalKey, 160)}</code>.
    </p>
    <ul class="members">
      ${shown.map(member)}
    </ul>
    ${rest > 0 ? html`<p class="note rest">and ${number(rest)} more that are only counted.</p>` : nothing}
  </section>`;
}
