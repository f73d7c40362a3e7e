import {html, nothing} from 'lit';

// Characters that a reader cannot see, or that reorder what they see: shown as their code point, so
// that a quote cannot say one thing to a rule and another to a person.
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const PICTURE = /[\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}]/u;

// One code point is taken out and tested: anchored with $, Chromium 156 misses what is outside the BMP.
const afterPicture = (text, index) =>
  PICTURE.test([...text.slice(Math.max(0, index - 2), index)].at(-1) ?? '');

function marked(text) {
  const parts = [];
  let from = 0;
  for (const {0: found, index} of text.matchAll(HIDDEN)) {
    if (found === '\u200d' && afterPicture(text, index)) {
      continue; // the joiner of an emoji sequence
    }
    const code = 'U+' + found.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    parts.push(text.slice(from, index), html`<span class="hidden-char">${code}</span>`);
    from = index + found.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Text from a hub: bounded, isolated from the direction of its surroundings, never markup. */
export function hub(value, max = 300) {
  const text = String(value ?? '');
  if (text.length <= max) {
    return html`<bdi>${marked(text)}</bdi>`;
  }
  const cut = text.slice(0, max).replace(/[\ud800-\udbff]$/, '');
  return html`<bdi>${marked(cut)}…</bdi>
    <span class="note">(cut, ${number(text.length)} characters)</span>`;
}

/** The address if it is one that a browser may open as a page, else null. */
export function webAddress(url) {
  try {
    const {protocol, username, password, href} = new URL(url);
    return /^https?:$/.test(protocol) && !username && !password ? href : null;
  } catch {
    return null;
  }
}

/** A release's name, linked to its page for people where the hub gave a web address. */
export function releaseLink(member, max) {
  if (!member) {
    return html`<span class="note">none named</span>`;
  }
  const href = webAddress(member.url);
  const key = String(member.release ?? 'unknown release');
  const colon = key.indexOf(':');
  const name = hub(key.slice(colon + 1), max);
  const where = colon > 0 ? html` <span class="note">on ${hub(key.slice(0, colon), 40)}</span>` : nothing;
  return href
    ? html`<a href=${href} target="_blank" rel="noopener noreferrer" class="hub-page">${name}</a>${where}`
    : html`${name}${where} <span class="note">(no web address)</span>`;
}

export const number = (n) => (Number.isFinite(n) ? n.toLocaleString('en') : 'unknown');

export const plural = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;

export const percent = (p) => (Number.isFinite(p) ? `${+(p * 100).toFixed(1)} %` : 'unknown');

const RELATIVE = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});
const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** Relative for reading, exact in the title. */
export function time(iso, {exact = false} = {}) {
  const at = new Date(iso ?? NaN);
  if (Number.isNaN(at.getTime())) {
    return html`<span class="note">unknown</span>`;
  }
  const seconds = (at - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, s]) => Math.abs(seconds) >= s) ?? UNITS.at(-1);
  const relative = RELATIVE.format(Math.round(seconds / length), unit);
  const full = at.toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
  return html`<time datetime=${at.toISOString()} title=${full}
    >${exact ? `${full} (${relative})` : relative}</time
  >`;
}
