import {html} from 'lit';
import {hub, time} from './text.js';

export const fact = (name, value) =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

export function timeline(alert) {
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">Timeline</h2>
    <dl class="facts">
      ${fact('Earliest flagged member created', time(alert.firstCreatedAt, {exact: true}))}
      ${fact('Last observed', time(alert.observedAt, {exact: true}))}
      ${fact('Alert created', time(alert.createdAt, {exact: true}))}
      ${fact('Alert updated', time(alert.updatedAt, {exact: true}))}
    </dl>
  </section>`;
}

export function provenance(alert) {
  return html`<section aria-labelledby="provenance">
    <h2 id="provenance">Provenance</h2>
    <dl class="facts">
      ${fact('Alert', html`<code>${hub(alert.id, 80)}</code> version ${alert.version}`)}
      ${fact('Cluster', html`<code>${hub(alert.clusterId, 200)}</code>`)}
      ${fact('Rule book', html`<code>${hub(alert.rules, 80)}</code>`)}
      ${fact('Sharing', html`TLP:${hub(alert.tlp, 20)}`)}
      ${fact('Root base', alert.root ? hub(alert.root, 160) : 'not resolved')}
    </dl>
  </section>`;
}
