import { breakEven, type BreakEven } from '../break-even.ts';
import type { MeanEstimate } from '../mean-interval.ts';
import type { AnalysisRules } from './analysis-rules.ts';
import type { RunPair } from './pair-rows.ts';
import { estimateUnits, toUnits, type PairedUnit, type UnitKind } from './paired-units.ts';

/** What learning cost: the runs learned from and what the pipeline took. A field that is unknown is null. */
export interface LearningCost {
  calls: number | null;
  tokens: number | null;
  /** USD. */
  cost: number | null;
  /** The pipeline's part of tokens and cost; null: unknown and not counted. Absent in plans of earlier labs. */
  pipeline?: { tokens: number | null; cost: number | null } | null | undefined;
  /** The pipeline took more than that, and nobody knows how much. */
  isAtLeast?: boolean | undefined;
  /** The models that learned, whose cost this is. Absent in plans of earlier labs. */
  models?: readonly string[] | undefined;
}
export const COST_UNITS = ['calls', 'tokens', 'cost'] as const;
export type CostUnit = (typeof COST_UNITS)[number];

export interface PayBack {
  unit: CostUnit;
  learning: number;
  /** The pipeline's part of it; null: unknown and not counted. Absent for calls, which only runs make. */
  pipeline?: number | null;
  /** Learning cost more than that, and nobody knows how much. */
  isAtLeast?: boolean;
  /** The models that learned, and those whose saving it is; where the plan says who learned. */
  by?: { learned: readonly string[]; used: readonly string[] };
  /** Saving per incident, control − treated, as observed (no caps: what was spent was spent). */
  saving: MeanEstimate;
  units: PairedUnit[];
  breakEven: BreakEven;
}

/**
 * After how many incidents the skill has paid for itself, in each unit in which the cost of learning is known: the cost of the model that
 * learned it, whichever that was, against the saving of the model whose runs these are.
 */
export function measurePayBack(
  pairs: readonly RunPair[],
  learning: LearningCost,
  rules: AnalysisRules,
  kind: UnitKind,
): PayBack[] {
  const used = [...new Set(pairs.map(({ treated }) => treated.model))];
  const by = learning.models ? { by: { learned: learning.models, used } } : {};
  return COST_UNITS.flatMap((unit) => {
    const spent = learning[unit];
    if (spent === null) return [];
    const { units } = toUnits(
      pairs,
      kind,
      ({ treated, control }) => {
        const [with_, without] = [treated[unit], control[unit]];
        return with_ === null || without === null ? null : without - with_;
      },
      rules.level,
    );
    const saving = estimateUnits(units, kind, rules.level);
    const part =
      unit === 'calls' || learning.pipeline === undefined
        ? {}
        : {
            pipeline: learning.pipeline?.[unit] ?? null,
            ...(learning.isAtLeast ? { isAtLeast: true } : {}),
          };
    return [{ unit, learning: spent, ...part, ...by, saving, units, breakEven: breakEven(spent, saving) }];
  });
}
