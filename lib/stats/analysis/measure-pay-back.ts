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
}
export const COST_UNITS = ['calls', 'tokens', 'cost'] as const;
export type CostUnit = (typeof COST_UNITS)[number];

export interface PayBack {
  unit: CostUnit;
  learning: number;
  /** The pipeline's part of it; null: unknown and not counted. Absent for calls, which only runs make. */
  pipeline?: number | null;
  /** Saving per incident, control − treated, as observed (no caps: what was spent was spent). */
  saving: MeanEstimate;
  units: PairedUnit[];
  breakEven: BreakEven;
}

/** After how many incidents the skill has paid for itself, in each unit in which the cost of learning is known. */
export function measurePayBack(
  pairs: readonly RunPair[],
  learning: LearningCost,
  rules: AnalysisRules,
  kind: UnitKind,
): PayBack[] {
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
        : { pipeline: learning.pipeline?.[unit] ?? null };
    return [{ unit, learning: spent, ...part, saving, units, breakEven: breakEven(spent, saving) }];
  });
}
