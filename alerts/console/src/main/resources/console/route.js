import {HANDLING, SEVERITIES, STATES} from './words.js';

// Addresses live in the fragment, so that the service needs no routes and sees no filters in its log:
// #/?severity=P2&state=new&q=text   #/alerts/al_1   #/health   #/precision   #/audit
const FILTERS = ['severity', 'state', 'handling', 'assignee', 'q'];
const CLOSED = {severity: SEVERITIES, state: STATES, handling: HANDLING};
const MAX_QUERY = 200;
const TITLES = {queue: 'Alerts', alert: 'Alert', health: 'Health', precision: 'Precision', audit: 'Audit log'};

/** A value that no filter can have is as if it were not there. */
const filter = (name, value) =>
  !CLOSED[name] || Object.hasOwn(CLOSED[name], value) ? value.slice(0, MAX_QUERY) : '';

export function route() {
  const [path, query = ''] = location.hash.slice(1).split('?', 2);
  const given = new URLSearchParams(query);
  const filters = Object.fromEntries(
    FILTERS.map((name) => [name, filter(name, given.get(name) ?? '')]),
  );
  const alert = /^\/alerts\/([^/]+)$/.exec(path);
  if (alert) {
    return {page: 'alert', id: decoded(alert[1]), filters};
  }
  const page = path.slice(1);
  return {page: ['health', 'precision', 'audit'].includes(page) ? page : 'queue', filters};
}

/** What the browser's tab says. */
export const title = ({page}) => `${TITLES[page]} · Tunewatch`;

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Only what is set, in a fixed order, so that equal filters have equal addresses. */
export function query(filters) {
  return new URLSearchParams(FILTERS.filter((n) => filters[n]).map((n) => [n, filters[n]])).toString();
}

const withQuery = (path, filters) => {
  const text = query(filters ?? {});
  return text ? `${path}?${text}` : path;
};

/** The filters travel along, so that the way back leads to the same list. */
export const queueAddress = (filters) => withQuery('#/', filters);
export const alertAddress = (id, filters) => withQuery(`#/alerts/${encodeURIComponent(id)}`, filters);
