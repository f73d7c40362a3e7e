import {html, nothing} from 'lit';
import {plural} from './text.js';
import {ACTIONS} from './triage.js';

/** A button for each thing that can be done; the app asks and acts. */
export const actionButtons = (host, without = []) =>
  Object.entries(ACTIONS)
    .filter(([name]) => !without.includes(name))
    .map(
      ([name, {key, label}]) =>
        html`<button
          type="button"
          @click=${() => host.dispatchEvent(new CustomEvent('tw-act', {bubbles: true, detail: name}))}
        >
          ${label} <kbd>${key}</kbd>
        </button>`,
    );

/** What can be done with the selected alerts; nothing while none is. */
export function bulkBar(queue) {
  const {selection, items} = queue;
  const chosen = items.filter(({id}) => selection.has(id)).length;
  const all = chosen > 0 && chosen === items.length;
  return html`<div class="bulk" role="group" aria-label="Selected alerts">
    <label>
      <input
        type="checkbox"
        .checked=${all}
        .indeterminate=${chosen > 0 && !all}
        @change=${({target}) => items.forEach(({id}) => selection.set(id, target.checked))}
      />
      Select all shown
    </label>
    ${chosen > 0
      ? html`<strong role="status">${plural(chosen, 'alert')} selected</strong>
          ${actionButtons(queue)}`
      : nothing}
  </div>`;
}
