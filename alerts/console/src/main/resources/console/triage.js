import {send} from './api.js';

// What can be done with alerts, by its name in the API; `ask` is what a person is asked before.
export const ACTIONS = {
  acknowledge: {key: 'a', label: 'Acknowledge', done: 'acknowledged'},
  resolve: {key: 'r', label: 'Resolve', done: 'resolved'},
  false_positive: {key: 'f', label: 'False positive…', done: 'taken back', ask: 'reason'},
  snooze: {key: 's', label: 'Snooze…', done: 'snoozed', ask: 'until'},
  assign: {key: 'g', label: 'Assign…', done: 'assigned', ask: 'assignee'},
  comment: {key: 'c', label: 'Comment…', done: 'commented', ask: 'note'},
  reopen: {key: 'o', label: 'Open again', done: 'opened again'},
};

export const TRIAGE_KEYS = Object.fromEntries(
  Object.entries(ACTIONS).map(([name, {key}]) => [key, name]),
);

export const isTriage = (action) => Object.hasOwn(ACTIONS, action);

/**
 * Takes an action on alerts as they are shown: what changed meanwhile is reported, not overwritten.
 * Answers with a sentence for people.
 */
export async function take(action, alerts, fields) {
  const items = alerts.map(({id, seen}) => ({id, etag: seen}));
  const {done, items: report} = await send('POST', 'alerts/actions', {action, ...fields, items});
  const failed = report.filter(({outcome}) => outcome !== 'done');
  const said = `${done} of ${report.length} ${ACTIONS[action].done}.`;
  return {done, text: failed.length ? `${said} ${failed[0].detail ?? failed[0].outcome}.` : said};
}
