import type { Facts } from './facts.ts';

/** Which general correlation speaks; the table of rules has one entry for each. */
export type CauseKind =
  | 'limit-below-demand'
  | 'exhausted-capacity'
  | 'held-idle'
  | 'amplification'
  | 'too-few-workers'
  | 'background-job'
  | 'memory-over-limit'
  | 'memory-unbounded'
  | 'cold-cache'
  | 'disk-full'
  | 'stale-version'
  | 'rejected-identity'
  | 'expired-certificate'
  | 'clock-off'
  | 'bad-switch'
  | 'throttled'
  | 'greedy-client'
  | 'slow-consumers'
  | 'stuck-message'
  | 'wrong-target'
  | 'broken-start'
  | 'unlisted-value'
  | 'recent-change';

export interface Change {
  key: string;
  from: string;
  to: string;
}

/** What could be wrong, what speaks for it and against it, and what would put it right. */
export interface Hypothesis {
  cause: CauseKind;
  /** Where the fault lies. */
  service: string;
  /** The other service that it is about, if any. */
  dependency: string | null;
  /** The setting to write; null when a restart alone puts it right. */
  change: Change | null;
  /** Settings of the same service that belong to the same repair. */
  also?: Change[];
  /** One clause that names the fault with its values. */
  claim: string;
  for: string[];
  against: string[];
  /** Weight of the evidence. */
  support: number;
}

/** All settings that the repair of a hypothesis writes. */
export const changesOf = ({ change, also }: Hypothesis): Change[] => [
  ...(change ? [change] : []),
  ...(also ?? []),
];

export type Rule = (facts: Facts) => Hypothesis[];

/** Leaves no doubt: nothing else has to be looked at first. */
export const DECISIVE = 7.5;
/** Enough to change a system on. */
export const STRONG = 5;
/** Worth trying once nothing else is left to look at. */
export const WEAK = 3;

/** One observation: what it adds or takes, and how it is put. */
export interface Evidence {
  weight: number;
  text: string;
}

/** Adds up the evidence. */
export function weigh(
  evidence: readonly (Evidence | null | false)[],
): Pick<Hypothesis, 'for' | 'against' | 'support'> {
  const given = evidence.filter((item) => item !== null && item !== false);
  const texts = (wanted: (weight: number) => boolean) =>
    given.filter(({ weight, text }) => wanted(weight) && text !== '').map(({ text }) => text);
  return {
    support: given.reduce((sum, { weight }) => sum + weight, 0),
    for: texts((weight) => weight > 0),
    against: texts((weight) => weight < 0),
  };
}
