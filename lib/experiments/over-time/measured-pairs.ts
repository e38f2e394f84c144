import type { ScenarioClassName } from '#lib/protocol/experiment-plan.ts';
import type { DigestArm, ExperimentDigest } from '#lib/protocol/over-time.ts';
import type { MeasuredPairs } from './pool-effect.ts';

/** Pairs with the arms that they compare. */
export interface ArmPairs extends MeasuredPairs {
  treatedArm: DigestArm;
  controlArm: DigestArm;
}

/**
 * Where a skill is meant to help: not the incident that it was learned from (that is memory), and not those on which it must only do no
 * harm.
 */
const TRANSFER: ReadonlySet<ScenarioClassName> = new Set(['near', 'far', 'unrelated']);

/** The pairs of one model from all experiments that compare different things. */
export function pairsOfModel(digests: readonly ExperimentDigest[], model: string): ArmPairs[] {
  return digests.flatMap(({ experimentId, arms, pairs }) =>
    pairs.flatMap((measured): ArmPairs[] => {
      const treatedArm = arms.find(({ label }) => label === measured.treated);
      const controlArm = arms.find(({ label }) => label === measured.control);
      if (measured.model !== model || !TRANSFER.has(measured.class) || !treatedArm || !controlArm) return [];
      return [{ ...measured, experimentId, treatedArm, controlArm }];
    }),
  );
}
