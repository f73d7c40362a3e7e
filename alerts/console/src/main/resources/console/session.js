import {api} from './api.js';
import {token} from './token.js';

const TIMEOUT_MS = 15_000;
let me = null;

/** Who the token says one is; null without a token, or before the service has said. */
export const session = () => me;

export const isAdmin = () => me?.role === 'admin';

/** Whether somebody may act on alerts. The service decides; this only shows what would be refused. */
export const isStaff = () => isAdmin() || me?.role === 'analyst';

/** Whether somebody answers for a hub. */
export const isOperator = () => me?.role === 'subscriber' && Boolean(me.hub);

/** Asks who one is. What cannot be found out now is asked again with the next token. */
export async function recognise() {
  try {
    me = token() ? await api('me', AbortSignal.timeout(TIMEOUT_MS)) : null;
  } catch {
    me = null;
  }
}
