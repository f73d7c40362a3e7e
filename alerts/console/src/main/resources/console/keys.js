import {html} from 'lit';
import {TRIAGE_KEYS} from './triage.js';

const KEYS = [
  ['j or ↓', 'next alert'],
  ['k or ↑', 'previous alert'],
  ['Enter', 'open the alert'],
  ['u or Esc', 'back to the queue'],
  ['/', 'search'],
  ['h', 'health'],
  ['x', 'select the alert (analysts)'],
  ['a', 'acknowledge what is selected, or the alert'],
  ['r', 'resolve'],
  ['f', 'false positive, with a reason'],
  ['s', 'snooze'],
  ['g', 'give to somebody'],
  ['c', 'comment'],
  ['o', 'open again'],
  ['?', 'show these keys'],
];

const SINGLE_KEYS_OFF = 'tunewatch.keysOff';

const off = () => localStorage.getItem(SINGLE_KEYS_OFF) === 'yes';

/** What a key press asks for, or null; keys typed into a field ask for nothing but the way out. */
export function asked(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
    return null;
  }
  // A dialog that was just closed may keep the focus until the next frame; nobody types there.
  const typed = event.target.closest?.('input, select, textarea');
  const field = typed?.closest('dialog:not([open])') ? null : typed;
  if (event.key === 'Escape') {
    return field ? 'leave' : 'back';
  }
  if (field || (off() && event.key.length === 1)) {
    return null;
  }
  const actions = {j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', u: 'back'};
  const more = {'/': 'search', h: 'health', '?': 'help', x: 'select'};
  return {...actions, ...more, ...TRIAGE_KEYS}[event.key] ?? null;
}

export const isArrow = ({key}) => key.startsWith('Arrow');

/** The dialog; single keys can be switched off for those who speak to their computer. */
export const help = () =>
  html`<dialog id="keys" aria-labelledby="keys-title">
    <h2 id="keys-title">Keys</h2>
    <dl class="keys">
      ${KEYS.map(
        ([key, does]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${does}</dd>
          </div>`,
      )}
    </dl>
    <label class="check">
      <input
        type="checkbox"
        .checked=${!off()}
        @change=${({target}) => localStorage.setItem(SINGLE_KEYS_OFF, target.checked ? 'no' : 'yes')}
      />
      Single-letter keys are on
    </label>
    <p>
      <button type="button" @click=${({target}) => target.closest('dialog').close()}>Close</button>
    </p>
  </dialog>`;
