import { isPlayed } from '#lib/protocol/played-run.ts';
import type { ComparedRun } from './compared-run.ts';

/**
 * What differs between two runs, the gravest first; it decides what their difference can mean:
 * - controlled: the arm alone differs · repeat: nothing that was decided beforehand differs
 * - skills: same arm, other skill versions · seed, incident, model: more than the skill differs
 * - played: a person acted in one of them, or in both
 */
export type RunRelation = 'controlled' | 'repeat' | 'skills' | 'seed' | 'incident' | 'model' | 'played';

export function relateRuns(left: ComparedRun, right: ComparedRun): RunRelation {
  const [a, b] = [left.plan, right.plan];
  if (isPlayed(a) || isPlayed(b)) return 'played';
  if (a.model.kind !== b.model.kind || a.model.name !== b.model.name || a.model.host !== b.model.host)
    return 'model';
  if (a.scenarioId !== b.scenarioId) return 'incident';
  if (a.seed !== b.seed) return 'seed';
  if (a.arm !== b.arm) return 'controlled';
  return offered(left) === offered(right) ? 'repeat' : 'skills';
}

/** A pair in which only the arm differs: `treated` is the one that was given something. */
export interface ControlledPair {
  treated: ComparedRun;
  control: ComparedRun;
}

/** The first pair whose difference can be laid to the skill; null when every pair differs in more than that. */
export function findControlledPair(runs: readonly ComparedRun[]): ControlledPair | null {
  for (const treated of runs) {
    if (treated.plan.arm !== 'learned') continue;
    for (const arm of ['none', 'placebo', 'previous', 'reference']) {
      const control = runs.find((run) => run.plan.arm === arm && relateRuns(treated, run) === 'controlled');
      if (control) return { treated, control };
    }
  }
  return null;
}

function offered({ view }: ComparedRun): string {
  const skills = view.started?.skills.filter(({ versionId }) => versionId !== null) ?? [];
  return skills
    .map(({ name, versionId }) => `${name}@${versionId}`)
    .toSorted()
    .join(' ');
}
