import {api} from './api.js';

const PAGE = 50;

/** Each alert once: one that moved to the top between two pages comes twice. */
export const unique = (alerts) => [...new Map(alerts.map((alert) => [alert.id, alert])).values()];

export function page(query, cursor, signal) {
  const given = new URLSearchParams(query);
  given.set('limit', PAGE);
  if (cursor) {
    given.set('cursor', cursor);
  }
  return api('alerts?' + given, signal);
}

/** So many pages from the top, or as many as there are. */
export async function pagesOf(query, wanted, signal) {
  let items = [];
  let next = null;
  let pages = 0;
  do {
    const read = await page(query, next, signal);
    items = items.concat(read.items ?? []);
    next = read.next ?? null;
    pages++;
  } while (next && pages < wanted);
  return {pages, next, items: unique(items)};
}
