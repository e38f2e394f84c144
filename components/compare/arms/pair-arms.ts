import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { soundRows } from './prepare-arms.ts';

/** Two runs on the same incident and seed, one of each arm. */
export interface ArmPair {
  left: ExperimentRow;
  right: ExperimentRow;
}

/** Every pair of the first two arms, in the order of incidents and seeds. */
export function pairArms({ rows, arms }: Pick<ComparedArms, 'rows' | 'arms'>): ArmPair[] {
  const [treated, control] = arms;
  const sound = soundRows(rows);
  const key = ({ scenarioId, seed, model }: ExperimentRow) => `${scenarioId} ${seed} ${model}`;
  const controls = Map.groupBy(
    sound.filter(({ arm }) => arm === control?.label),
    key,
  );
  return sound
    .filter(({ arm }) => arm === treated?.label)
    .flatMap((left) => {
      const right = controls.get(key(left))?.shift();
      return right ? [{ left, right }] : [];
    })
    .toSorted((a, b) => a.left.scenarioId.localeCompare(b.left.scenarioId) || a.left.seed - b.left.seed);
}

/** The pair that tells most: one that only one arm solved, else the one whose calls differ most. */
export function tellingPair(pairs: readonly ArmPair[]): ArmPair | null {
  const weight = ({ left, right }: ArmPair) =>
    (left.verified === right.verified ? 0 : 1000) + Math.abs(left.calls - right.calls);
  return pairs.toSorted((a, b) => weight(b) - weight(a))[0] ?? null;
}
