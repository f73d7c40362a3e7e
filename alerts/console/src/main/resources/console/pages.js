import {html, nothing} from 'lit';
import './alert.js';
import './audit.js';
import './health.js';
import './precision.js';

/** The page of an address. The queue stays behind the others, so that the way back is short. */
export const pages = ({page, id, filters}) =>
  html`<tw-queue ?hidden=${page !== 'queue'} ?active=${page === 'queue'} .filters=${filters}></tw-queue>
    ${page === 'alert'
      ? html`<tw-alert active .alertId=${id} .filters=${filters}></tw-alert>`
      : nothing}
    ${page === 'health' ? html`<tw-health active></tw-health>` : nothing}
    ${page === 'precision' ? html`<tw-precision active></tw-precision>` : nothing}
    ${page === 'audit' ? html`<tw-audit active></tw-audit>` : nothing}`;
