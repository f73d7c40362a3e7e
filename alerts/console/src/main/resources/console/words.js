// The catalogue in plain words; a test holds it against the SignalId of the assessments contract.
export const SIGNALS = {
  C1: 'parameter-efficient adapter',
  C2: 'quantized or converted',
  C3: 'synthetic or distilled data',
  C4: 'data-efficient tuning',
  C5: 'low-cost tooling',
  C6: 'pruned or expanded',
  S1: 'decentralised training',
  S2: 'merge',
  S3: 'mixture-of-experts merge',
  S4: 'adapter composition',
  S5: 'self-merge',
  H1: 'cyber offence',
  H2: 'biology, needs review',
  H3: 'chemistry, needs review',
  H4: 'likeness of a real person',
  H5: 'adult content',
  H6: 'fraud or impersonation',
  H7: 'extremism or influence',
  H8: 'malicious persona',
  V1: 'safeguards removed in the weights',
  V2: 'safeguards removed by training, or declared so',
  V3: 'trained on refusal-removal data',
  V4: 'inherited removal',
  V5: 'tampered hardened base',
  V6: 'safety component removed',
  O1: 'ungated copy of a gated model',
  O2: 'licence laundering',
  O3: 'lineage gap',
  O4: 'churn',
  O5: 'leaked weights',
  O6: 'look-alike publisher',
  B1: 'safety tool',
  B2: 'official publisher',
  B3: 'language and culture',
  B4: 'benign domain',
  B5: 'research or model organism',
  B6: 'automated upload',
  B7: 'hardened base',
};

export const TIERS = {
  E1: 'structure that a tool writes by itself',
  E2: "the author's declaration",
  E3: 'a card sentence about this model',
  E4: 'training data',
  E5: 'lineage',
  E6: 'prior only, never fires alone',
};

export const SEVERITIES = {P1: 'page', P2: 'alert now', P3: 'digest', P4: 'record'};

export const STATES = {
  new: 'New',
  updated: 'Updated',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
  false_positive: 'False positive',
};

/** What people did about an alert. */
export const HANDLING = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
  false_positive: 'False positive',
};

/** Why a verdict is given; the codes of the contract. */
export const REASONS = {
  not_a_removal: 'nothing was removed from the model',
  evidence_misread: 'the evidence was misread',
  benign_context: 'the context is benign',
  wrong_lineage: 'the lineage is wrong',
  research: 'it is research',
  contested: 'its maker contested it',
  other: 'another reason',
};

/** What was done with an alert, as its history says it. */
export const DEEDS = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  resolve: 'resolved',
  false_positive: 'took it back as a false positive',
  snooze: 'put it off',
  reopen: 'opened it again',
  comment: 'said',
  version: 'brought it back with a new version',
  woke: 'brought it back as asked',
  verdict_ended: 'ended the verdict',
  carried_over: 'took over from the alert before it',
  answer: 'answered for the hub',
};

/** Why a version was told. */
export const CAUSES = {
  first: 'first told',
  signal_added: 'another kind of evidence',
  severity: 'another severity',
  reach: 'more copies',
  fresh_copy: 'a fresh copy',
  stands_again: 'it stands again',
  evidence_gone: 'the evidence is gone',
  cluster_moved: 'its copies belong to another model',
  false_positive: 'an analyst took it back',
  revised: 'revised',
};

const RELATIONS = {
  adapter: 'adapter of',
  merge: 'merge of',
  quantized: 'quantized from',
  finetune: 'fine-tuned from',
  duplicate: 'copy of',
};

/** A word of a closed set; a word that this console does not know yet is shown as it came. */
export const word = (words, key) =>
  Object.hasOwn(words, key ?? '') ? words[key] : String(key ?? 'unknown');

export const relation = (key) => word(RELATIONS, key);

/** Whether a signal flags its release: the rule of the contract, Signal.flags(). */
export function flags({id = '', suppressedBy, confidence}) {
  const alerting =
    id.startsWith('V') || (id.startsWith('H') && id !== 'H5') || id === 'O5' || id === 'O6';
  return alerting && !suppressedBy && confidence >= 0.6;
}
