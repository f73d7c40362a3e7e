import {html, nothing} from 'lit';
import {fact} from './provenance.js';
import {hub, number, time} from './text.js';

const FACTORS = [
  ['H', 'Hazard', 'what a model of its size and kind could do'],
  ['E', 'Exposure', 'who can run it, and how many fetch it'],
  ['V', 'Vulnerability', 'how far safeguards are said to be gone'],
  ['C', 'Confidence', 'how sure the evidence is; kept apart from R'],
];

const reason = ({value, why, row}) =>
  html`<li>${hub(why, 300)} <span class="note">${number(value)}, <code>${hub(row, 120)}</code></span></li>`;

const factor = (alert, [symbol, title, meaning]) => {
  const steps = (alert.reasons ?? []).filter((step) => step.factor === symbol);
  return html`<details class="factor" aria-label=${title}>
    <summary>
      ${title} <span class="confidence">${number(alert.risk[symbol])}</span> <span class="note">${meaning}</span>
    </summary>
    <ul>
      ${steps.map(reason)}
    </ul>
  </details>`;
};

/** R with its factors and why each is what it is. */
export function score(alert) {
  if (!alert.risk) {
    return nothing;
  }
  const severity = (alert.reasons ?? []).filter((step) => step.factor === 'severity');
  return html`<section aria-labelledby="score">
    <h2 id="score">Score: R ${number(alert.risk.R)} of 100</h2>
    <ul class="plain">
      ${severity.map((step) => html`<li>${hub(step.why, 300)}</li>`)}
    </ul>
    ${FACTORS.map((each) => factor(alert, each))}
    <p class="note">By tables <code>${hub(alert.tables ?? 'unknown', 60)}</code>. It says what releases declare, not what they do.</p>
  </section>`;
}

/** How far the copies reach together. */
export function reach({reach: told, memberCount, flaggedCount}) {
  return told
    ? html`<section aria-labelledby="reach">
        <h2 id="reach">Reach</h2>
        <dl class="facts">
          ${fact('Copies', `${number(memberCount)}, ${number(flaggedCount)} flagged, ${number(told.quantized)} quantized`)}
          ${fact('Downloads, 30 days, all copies', told.downloads === undefined ? 'not told' : number(told.downloads))}
          ${fact('Memory of the lightest copy', told.minVramGb === undefined ? 'not told' : `${number(told.minVramGb)} GB`)}
          ${fact('Gated', told.gated ? 'yes, all of them' : 'no')}
          ${told.firstQuantizedAt ? fact('First quantized copy', time(told.firstQuantizedAt, {exact: true})) : nothing}
        </dl>
      </section>`
    : nothing;
}
