import { meanOf } from '../mean-interval.ts';
import { percentChange } from '../percent-change.ts';
import type { ContrastEffects } from './measure-contrast.ts';
import type { PairedUnit } from './paired-units.ts';

/** What the skill of one independent learning did, as the headline counts it. Too few scenarios for an interval of its own. */
export interface LearningEffect {
  pairs: number;
  scenarios: number;
  /** Change of calls in percent: mean log ratio over its scenarios, failures at the cap. */
  callsPercent: number | null;
  /** Difference of verified success, a rate. */
  success: number;
  /** By scenario, for the evidence behind. */
  callsUnits: PairedUnit[];
  successUnits: PairedUnit[];
}

/** null where no pair of the contrast has it. */
export function effectOfLearning(
  { calls, success }: Pick<ContrastEffects, 'calls' | 'success'>,
  distillationId: string,
): LearningEffect | null {
  const own = (units: readonly PairedUnit[]) =>
    units.filter((unit) => unit.distillationId === distillationId);
  const [callsUnits, successUnits] = [own(calls.units), own(success.units)];
  if (successUnits.length === 0) return null;
  const mean = (units: readonly PairedUnit[]) => meanOf(units.map(({ value }) => value));
  return {
    pairs: successUnits.reduce((sum, { pairs }) => sum + pairs.length, 0),
    scenarios: successUnits.length,
    callsPercent: callsUnits.length === 0 ? null : percentChange(mean(callsUnits)),
    success: mean(successUnits),
    callsUnits,
    successUnits,
  };
}
