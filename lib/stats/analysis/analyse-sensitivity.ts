import type { AnalysisRules, Contrast } from './analysis-rules.ts';
import { decideVerdict, type VerdictCode } from './decide-verdict.ts';
import { benefitPairsOf, measurePairs } from './measure-contrast.ts';
import { measureRatio, type RatioEffect } from './measure-ratio.ts';
import { pairRows, placeInArm, type RunPair } from './pair-rows.ts';
import type { RunRow } from './run-row.ts';

/** The same question asked another way. Never the headline. */
export interface Sensitivity {
  id:
    | 'successes_only'
    | 'failures_as_observed'
    | 'missing_as_failures'
    | 'without_skill_calls'
    | 'claimed_success'
    | 'leave_one_out'
    | 'learning_scenarios';
  title: string;
  /** The scenario that was left out. */
  without: string | null;
  calls: Pick<RatioEffect, 'percent' | 'percentInterval' | 'estimate'>;
  pairs: number;
  /** Under the declared rule with these data (leaving one out, with a floor lower by one); null where the variant cannot speak of success. */
  verdict: VerdictCode | null;
  agrees: boolean | null;
}

const estimateOf = ({ percent, percentInterval, estimate }: RatioEffect): Sensitivity['calls'] => ({
  percent,
  percentInterval,
  estimate,
});

/** The same pairs with both runs read differently. */
const readAs = (pairs: readonly RunPair[], read: (row: RunRow) => Partial<RunRow>): RunPair[] =>
  pairs.map(({ treated, control, ...place }) => ({
    scenarioId: place.scenarioId,
    class: place.class,
    seed: place.seed,
    distillationId: place.distillationId,
    treated: { ...treated, ...read(treated) },
    control: { ...control, ...read(control) },
  }));

/** Places that infrastructure left empty, filled with a failure of the arm: what if one arm's runs break more easily? */
function endedAsFailed(rows: readonly RunRow[], contrast: Contrast): RunPair[] {
  const place = (row: RunRow) => JSON.stringify([row.arm, placeInArm(row)]);
  const filled = new Set(rows.filter((row) => !row.infrastructureError).map(place));
  const read = rows.map((row) =>
    row.infrastructureError && !filled.has(place(row))
      ? { ...row, infrastructureError: false, verified: false, claimed: null }
      : row,
  );
  return pairRows(read, contrast).pairs;
}

export function analyseSensitivity(
  pairs: readonly RunPair[],
  rows: readonly RunRow[],
  rules: AnalysisRules,
  contrast: Contrast,
): Sensitivity[] {
  const main = measurePairs(pairs, rules, contrast);
  const { unit } = main;
  const benefit = benefitPairsOf(pairs, rules);
  const { code } = decideVerdict(main, rules);
  const judged = (
    id: Sensitivity['id'],
    title: string,
    variant: readonly RunPair[],
    ruleChange: Partial<AnalysisRules> = {},
    without: string | null = null,
  ): Sensitivity => {
    const changed = { ...rules, ...ruleChange };
    const effects = measurePairs(variant, changed, contrast);
    const verdict = decideVerdict(effects, changed).code;
    return {
      id,
      title,
      without,
      calls: estimateOf(effects.calls),
      pairs: effects.success.pairs,
      verdict,
      agrees: verdict === code,
    };
  };
  const callsOnly = (id: Sensitivity['id'], title: string, some: readonly RunPair[]): Sensitivity => ({
    id,
    title,
    without: null,
    calls: estimateOf(measureRatio(some, 'calls', rules, unit, 'as_observed')),
    pairs: some.length,
    verdict: null,
    agrees: null,
  });
  const both = benefit.filter(({ treated, control }) => treated.verified && control.verified);
  const claims = benefit.some(({ treated, control }) => treated.claimed !== null || control.claimed !== null);
  const memorised =
    pairs.some((pair) => pair.class === 'learning') && !rules.benefitClasses.includes('learning');
  const withEnded = endedAsFailed(rows, contrast);
  const scenarios = unit === 'pair' ? [] : new Set(benefit.map(({ scenarioId }) => scenarioId));
  return [
    callsOnly('successes_only', 'Pairs in which both runs succeeded', both),
    callsOnly('failures_as_observed', 'Failures with the calls they made', benefit),
    ...(withEnded.length > pairs.length
      ? [judged('missing_as_failures', 'Runs that infrastructure ended count as failures', withEnded)]
      : []),
    judged(
      'without_skill_calls',
      'Without skill calls',
      readAs(pairs, ({ devopsCalls }) => ({ calls: devopsCalls })),
    ),
    ...(claims
      ? [
          // Saying nothing counts as not having claimed it.
          judged(
            'claimed_success',
            'Success as the agent claimed it',
            readAs(pairs, ({ claimed }) => ({ verified: claimed ?? false })),
          ),
        ]
      : []),
    ...(memorised
      ? [
          judged('learning_scenarios', 'On the incidents that were learned from (memorisation)', pairs, {
            benefitClasses: ['learning'],
          }),
        ]
      : []),
    ...[...scenarios].map((left) =>
      judged(
        'leave_one_out',
        `Without ${left}`,
        pairs.filter(({ scenarioId }) => scenarioId !== left),
        { floors: { ...rules.floors, units: rules.floors.units - 1 } },
        left,
      ),
    ),
  ];
}
