import {html} from 'lit';

/** What stands in place of a list without alerts. */
export const emptyQueue = (filtered) =>
  html`<section class="notice" role="status">
    ${filtered
      ? html`<h2>No alert matches these filters</h2>
          <p><a href="#/">Show all alerts</a></p>`
      : html`<h2>No alerts yet</h2>
          <p>
            An alert appears here by itself as soon as a release declares that safeguards were
            removed. <a href="#/health">Health</a> tells whether all parts are at work.
          </p>`}
  </section>`;

/** What stands behind the last alert that is shown. */
export const more = (queue) =>
  queue.next
    ? html`<button type="button" class="more" @click=${() => queue.more()}>Show more alerts</button>`
    : html`<p class="note end">That is all.</p>`;
