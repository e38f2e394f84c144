import type { AnalysisRules, Contrast } from './analysis-rules.ts';
import { measureHarm, type HarmEffect } from './measure-harm.ts';
import { measureRatio, type RatioEffect } from './measure-ratio.ts';
import { measureSuccess, type SuccessEffect } from './measure-success.ts';
import { pairRows, type ExcludedRow, type RunPair } from './pair-rows.ts';
import { UNIT_OF_CLAIM, type UnitKind } from './paired-units.ts';
import type { RunRow } from './run-row.ts';

/** What the verdict of one contrast is made from. */
export interface ContrastEffects {
  contrast: Contrast;
  unit: UnitKind;
  success: SuccessEffect;
  calls: RatioEffect;
  harm: HarmEffect;
}

export function measurePairs(
  pairs: readonly RunPair[],
  rules: AnalysisRules,
  contrast: Contrast,
): ContrastEffects {
  const unit = UNIT_OF_CLAIM[rules.claim];
  const benefit = benefitPairsOf(pairs, rules);
  return {
    contrast,
    unit,
    success: measureSuccess(benefit, rules, unit),
    calls: measureRatio(benefit, 'calls', rules, unit),
    harm: measureHarm(
      pairs.filter((pair) => rules.harmClasses.includes(pair.class)),
      rules,
    ),
  };
}

/** Pairs on which the skill should help. */
export const benefitPairsOf = (pairs: readonly RunPair[], rules: AnalysisRules): RunPair[] =>
  pairs.filter((pair) => rules.benefitClasses.includes(pair.class));

export function measureContrast(
  rows: readonly RunRow[],
  rules: AnalysisRules,
  contrast: Contrast,
): { effects: ContrastEffects; pairs: RunPair[]; excluded: ExcludedRow[] } {
  const { pairs, excluded } = pairRows(rows, contrast);
  return { effects: measurePairs(pairs, rules, contrast), pairs, excluded };
}
