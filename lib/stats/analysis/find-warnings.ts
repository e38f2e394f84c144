import type { AnalysisRules } from './analysis-rules.ts';
import type { ContrastEffects } from './measure-contrast.ts';
import type { ExcludedRow } from './pair-rows.ts';
import type { ShownTests } from './shown-tests.ts';
import { armName, counted, sharePercent, signedPercent } from './words.ts';

export interface Warning {
  id:
    | 'few_units'
    | 'ceiling'
    | 'floor'
    | 'no_spread'
    | 'test_disagrees'
    | 'placebo_as_good'
    | 'one_incident'
    | 'rows_excluded'
    | 'harm_clustered';
  says: string;
}

/** Fewer harm scenarios than this and the exact bound leans on runs being independent. */
const HARM_SCENARIOS = 6;

/** What a careful reader must know beside the verdict; none of it changes the verdict. */
export function findWarnings(
  headline: ContrastEffects,
  tests: ShownTests,
  others: readonly ContrastEffects[],
  excluded: readonly ExcludedRow[],
  rules: AnalysisRules,
): Warning[] {
  const { success, calls, harm, unit, contrast } = headline;
  const warnings: Warning[] = [];
  const warn = (id: Warning['id'], says: string) => warnings.push({ id, says });
  const units = calls.estimate.n;
  if (units > 0 && units < rules.advisedUnits)
    warn('few_units', `Exploratory: ${units} independent units, ${rules.advisedUnits} or more are advised.`);
  if (success.pairs > 0) {
    const baseline = (success.table.both + success.table.onlySecond) / success.pairs;
    const says = `${armName(contrast.control)} succeeds in ${sharePercent(baseline)} of runs: little room to show a difference in success.`;
    if (baseline > rules.headroom.high) warn('ceiling', `At the ceiling: ${says}`);
    if (baseline < rules.headroom.low) warn('floor', `At the floor: ${says}`);
  }
  if (units > 1 && calls.estimate.se === 0)
    warn(
      'no_spread',
      'All units show exactly the same change, so its interval has no width; more varied scenarios would tell more.',
    );
  const { interval } = calls.estimate;
  const excludesZero = interval !== null && (interval.low > 0 || interval.high < 0);
  if (interval !== null && excludesZero !== tests.signFlip.p <= 1 - rules.level)
    warn(
      'test_disagrees',
      `The interval of calls ${excludesZero ? 'excludes' : 'includes'} 0, but the permutation test says p = ${tests.signFlip.p.toPrecision(2)}: a borderline result.`,
    );
  const content = others.find(
    (other) => other.contrast.treated === contrast.treated && other.contrast.control === 'placebo',
  );
  const change = content?.calls.estimate.interval;
  if (content && change && change.high >= 0 && content.calls.percent !== null)
    warn(
      'placebo_as_good',
      `Against the placebo, calls change by ${signedPercent(content.calls.percent)}, which is not beyond chance: that the content helps is not shown.`,
    );
  if (unit === 'pair')
    warn('one_incident', 'About this incident only: a repetition may be memory rather than skill.');
  if (excluded.length > 0)
    warn('rows_excluded', `${counted(excluded.length, 'run')} left out of the comparison; each is listed.`);
  if (harm.scenarios > 0 && harm.scenarios < HARM_SCENARIOS)
    warn(
      'harm_clustered',
      `The bound on harm rests on ${counted(harm.scenarios, 'scenario')}; runs of one scenario are alike, so it is optimistic.`,
    );
  return warnings;
}
