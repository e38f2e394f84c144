import { nestedBootstrap, type NestedBootstrap } from '../nested-bootstrap.ts';
import { signFlipTest, type SignFlipTest } from '../sign-flip-test.ts';
import { wilcoxonSignedRank, type WilcoxonTest } from '../wilcoxon-signed-rank.ts';
import type { AnalysisRules } from './analysis-rules.ts';
import { independentValues, type PairedUnit, type UnitKind } from './paired-units.ts';

/** Tests that stand beside an estimate. The verdict is made from intervals; a disagreement becomes a warning. */
export interface ShownTests {
  signFlip: SignFlipTest;
  wilcoxon: WilcoxonTest;
}

export function shownTests(
  units: readonly PairedUnit[],
  kind: UnitKind,
  { seed, signFlipDraws }: AnalysisRules,
): ShownTests {
  const values = independentValues(units, kind);
  return {
    signFlip: signFlipTest(values, { seed: `${seed}:sign-flip`, draws: signFlipDraws }),
    wilcoxon: wilcoxonSignedRank(values),
  };
}

/** Scenarios are resampled, then pairs within them; null where the unit is a single pair, which leaves nothing within. */
export function shownBootstrap(
  units: readonly PairedUnit[],
  kind: UnitKind,
  { seed, bootstrapResamples, level }: AnalysisRules,
): NestedBootstrap | null {
  if (kind === 'pair') return null;
  const groups = [...Map.groupBy(units, ({ scenarioId }) => scenarioId).values()];
  const values = groups.map((members) => members.flatMap(({ pairs }) => pairs.map(({ value }) => value)));
  return nestedBootstrap(values, {
    seed: `${seed}:bootstrap`,
    resamples: bootstrapResamples,
    level,
  });
}
