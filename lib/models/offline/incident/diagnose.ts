import type { Facts } from './facts.ts';
import type { CauseKind, Hypothesis, Rule } from './hypothesis.ts';
import { exhaustedCapacity } from './rules/exhausted-capacity.ts';
import { limitBelowDemand } from './rules/limit-below-demand.ts';
import { recentChange } from './rules/recent-change.ts';
import { staleVersion } from './rules/stale-version.ts';
import { wrongTarget } from './rules/wrong-target.ts';

/** The general correlations. None knows a service, a key or a number; a new family of faults is a new entry. */
const RULES: Record<CauseKind, Rule> = {
  'limit-below-demand': limitBelowDemand,
  'exhausted-capacity': exhaustedCapacity,
  'stale-version': staleVersion,
  'wrong-target': wrongTarget,
  'recent-change': recentChange,
};

/** All that could be wrong, best supported first. */
export const diagnose = (facts: Facts): Hypothesis[] =>
  Object.values(RULES)
    .flatMap((rule) => rule(facts))
    .toSorted((a, b) => b.support - a.support);
