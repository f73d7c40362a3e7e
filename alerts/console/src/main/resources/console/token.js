// Kept for this tab only: sessionStorage, never localStorage, a cookie or the address.
const KEY = 'tunewatch.token';

export const token = () => sessionStorage.getItem(KEY);

/** Whether the text can stand in a header; what cannot was mistyped. */
export const isToken = (text) => /^[\x21-\x7e]{1,512}$/.test(text);

export function keep(text) {
  sessionStorage.setItem(KEY, text);
}

/** Forgets the token and everything that was read with it. */
export function signOut() {
  sessionStorage.removeItem(KEY);
  location.reload();
}

/** Takes the token of a `#token=…` address and removes it there before anything else happens. */
export function takeFromAddress() {
  const match = /^#token=([^&]*)(?:&(.*))?$/.exec(location.hash);
  if (!match) {
    return;
  }
  let text = '';
  try {
    text = decodeURIComponent(match[1]);
  } catch {
    // not an encoding: nothing to keep
  }
  history.replaceState(null, '', '#' + (match[2]?.startsWith('/') ? match[2] : '/'));
  if (isToken(text)) {
    keep(text);
  }
}
