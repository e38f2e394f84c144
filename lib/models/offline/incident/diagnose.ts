import type { Facts } from './facts.ts';
import type { Hypothesis, Rule } from './hypothesis.ts';
import { amplification } from './rules/amplification.ts';
import { backlog } from './rules/backlog.ts';
import { badSwitch } from './rules/bad-switch.ts';
import { brokenStart } from './rules/broken-start.ts';
import { certificate } from './rules/certificate.ts';
import { coldCache } from './rules/cold-cache.ts';
import { diskFull } from './rules/disk-full.ts';
import { exhaustedCapacity } from './rules/exhausted-capacity.ts';
import { heldIdle } from './rules/held-idle.ts';
import { limitBelowDemand } from './rules/limit-below-demand.ts';
import { memory } from './rules/memory.ts';
import { overload } from './rules/overload.ts';
import { recentChange } from './rules/recent-change.ts';
import { rejectedIdentity } from './rules/rejected-identity.ts';
import { staleVersion } from './rules/stale-version.ts';
import { unlistedValue } from './rules/unlisted-value.ts';
import { throttled } from './rules/throttled.ts';
import { wrongTarget } from './rules/wrong-target.ts';
import { trailFrom } from './trail.ts';

/** The general correlations. None knows a service, a key or a number; a new family of faults is a new entry. */
const RULES: readonly Rule[] = [
  limitBelowDemand,
  exhaustedCapacity,
  heldIdle,
  amplification,
  overload,
  memory,
  coldCache,
  diskFull,
  staleVersion,
  rejectedIdentity,
  certificate,
  badSwitch,
  throttled,
  backlog,
  wrongTarget,
  brokenStart,
  unlistedValue,
  recentChange,
];

/** What is not on the way of the failing requests is hardly their cause. */
const OFF_TRAIL = -3;

function place(hypothesis: Hypothesis, trail: ReadonlyMap<string, string | null>): Hypothesis {
  if (trail.has(hypothesis.service)) return hypothesis;
  return {
    ...hypothesis,
    support: hypothesis.support + OFF_TRAIL,
    against: [...hypothesis.against, `nothing that fails leads to ${hypothesis.service}`],
  };
}

/** All that could be wrong, best supported first; `front` is where the symptom shows. */
export function diagnose(facts: Facts, front: string | null = null): Hypothesis[] {
  const found = RULES.flatMap((rule) => rule(facts));
  const trail = front === null ? null : trailFrom(facts, front);
  return found.map((one) => (trail ? place(one, trail) : one)).toSorted((a, b) => b.support - a.support);
}
