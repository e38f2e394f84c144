import type { MeanEstimate } from '../mean-interval.ts';
import { nestedBootstrap, type NestedBootstrap } from '../nested-bootstrap.ts';
import { signFlipTest, type SignFlipTest } from '../sign-flip-test.ts';
import { tCdf } from '../t-distribution.ts';
import { wilcoxonSignedRank, type WilcoxonTest } from '../wilcoxon-signed-rank.ts';
import type { AnalysisRules } from './analysis-rules.ts';
import { estimateUnits, type PairedUnit, type UnitKind } from './paired-units.ts';

/** Tests that stand beside an estimate. The verdict is made from intervals; a disagreement becomes a warning. */
export interface ShownTests {
  /** The one that is corrected by Holm and compared with the interval. Two-sided. */
  main: { method: 'sign_flip' | 'two_way_t'; p: number };
  /** Null where units are scenarios × distillations: their signs cannot be flipped one by one, nor their means over either alone. */
  signFlip: SignFlipTest | null;
  wilcoxon: WilcoxonTest | null;
}

/**
 * Sign-flip and Wilcoxon on independent units. Where scenarios and distillations are both draws there is none (flipping the means over
 * either takes the other as fixed: up to 55 % false alarms in simulations), so the test is that of the two-way interval.
 */
export function shownTests(
  units: readonly PairedUnit[],
  kind: UnitKind,
  { seed, signFlipDraws, level }: AnalysisRules,
): ShownTests {
  if (kind === 'scenario_and_distillation') {
    return {
      main: { method: 'two_way_t', p: pOf(estimateUnits(units, kind, level)) },
      signFlip: null,
      wilcoxon: null,
    };
  }
  const values = units.map(({ value }) => value);
  const signFlip = signFlipTest(values, { seed: `${seed}:sign-flip`, draws: signFlipDraws });
  return {
    main: { method: 'sign_flip', p: signFlip.p },
    signFlip,
    wilcoxon: wilcoxonSignedRank(values),
  };
}

function pOf({ mean, se, df }: MeanEstimate): number {
  if (mean === null || se === null || mean === 0) return 1;
  // Without spread p is not 0: so few draws show no more than their common sign, 2 / 2ⁿ.
  return se === 0 ? 2 ** -df : 2 * tCdf(-Math.abs(mean / se), df);
}

/**
 * Scenarios are resampled, then pairs within them; null where the unit is a single pair, which leaves nothing within, and where
 * distillations are draws too, which it would take as fixed.
 */
export function shownBootstrap(
  units: readonly PairedUnit[],
  kind: UnitKind,
  { seed, bootstrapResamples, level }: AnalysisRules,
): NestedBootstrap | null {
  if (kind !== 'scenario') return null;
  return nestedBootstrap(
    units.map(({ pairs }) => pairs.map(({ value }) => value)),
    { seed: `${seed}:bootstrap`, resamples: bootstrapResamples, level },
  );
}
