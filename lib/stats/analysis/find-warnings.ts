import type { AnalysisRules } from './analysis-rules.ts';
import type { ContrastEffects } from './measure-contrast.ts';
import type { ExcludedRow } from './pair-rows.ts';
import type { ShownTests } from './shown-tests.ts';
import type { Gate } from './judge-gates.ts';
import type { UnitKind } from './paired-units.ts';
import { percentChange } from '../percent-change.ts';
import { zeroEventBound } from '../rule-of-three.ts';
import { armName, counted, intervalWords, sharePercent, signedPercent } from './words.ts';

const these = (scenarios: number): string =>
  scenarios === 1 ? 'this one scenario' : `these ${counted(scenarios, 'scenario')}`;

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
    | 'success_clustered'
    | 'harm_clustered';
  says: string;
}

/** Who reads the verdict's sentence without these reads too much into it; the others speak of a gate or of single figures. */
const BESIDE_SENTENCE = new Set<Warning['id']>([
  'no_spread',
  'few_units',
  'one_incident',
  'test_disagrees',
  'placebo_as_good',
]);

/** Warnings that belong beside the verdict's sentence, and those that can stand further down. */
export function splitWarnings(warnings: readonly Warning[]): { beside: Warning[]; below: Warning[] } {
  const { beside = [], below = [] } = Object.groupBy(warnings, ({ id }) =>
    BESIDE_SENTENCE.has(id) ? 'beside' : 'below',
  );
  return { beside, below };
}

const UNITS: Record<UnitKind, string> = {
  pair: 'pairs',
  scenario: 'scenarios',
  scenario_and_distillation: 'draws (scenarios or learnings, the fewer)',
};

/** The share of units that may behave in a way that none of `n` showed, at 95 %. */
const unseen = (n: number): number => zeroEventBound(n);
const percentOf = (logRatio: number): string => signedPercent(percentChange(logRatio));

/** What a careful reader must know beside the verdict; none of it changes the verdict. */
export function findWarnings(
  found: {
    headline: ContrastEffects;
    /** Of the headline's calls. */
    tests: ShownTests;
    gates: readonly Gate[];
    others: readonly ContrastEffects[];
    excluded: readonly ExcludedRow[];
  },
  rules: AnalysisRules,
): Warning[] {
  const { headline, tests, gates, others, excluded } = found;
  const { success, calls, harm, unit, contrast } = headline;
  const warnings: Warning[] = [];
  const warn = (id: Warning['id'], says: string) => warnings.push({ id, says });
  const units = calls.estimate.n;
  if (units > 0 && units < rules.advisedUnits)
    warn(
      'few_units',
      `Exploratory: ${units} independent ${UNITS[unit]}, ${rules.advisedUnits} or more are advised.`,
    );
  if (success.pairs > 0) {
    const baseline = (success.table.both + success.table.onlySecond) / success.pairs;
    const says = `${armName(contrast.control)} succeeds in ${sharePercent(baseline)} of runs: little room to show a difference in success.`;
    if (baseline > rules.headroom.high) warn('ceiling', `At the ceiling: ${says}`);
    if (baseline < rules.headroom.low) warn('floor', `At the floor: ${says}`);
  }
  if (units > 1 && calls.estimate.se === 0)
    warn(
      'no_spread',
      `All ${units} ${UNITS[unit]} show exactly the same change, so its interval has no width. That is no certainty: what up to ${sharePercent(unseen(units))} of others do may not have been among them.`,
    );
  const { interval } = calls.estimate;
  const excludesZero = interval !== null && (interval.low > 0 || interval.high < 0);
  if (interval !== null && excludesZero !== tests.main.p <= 1 - rules.level)
    warn(
      'test_disagrees',
      `The interval of calls ${excludesZero ? 'excludes' : 'includes'} 0, but the test beside it says p = ${tests.main.p.toPrecision(2)}: a borderline result.`,
    );
  const content = others.find(
    (other) => other.contrast.treated === contrast.treated && other.contrast.control === 'placebo',
  );
  const change = content?.calls.estimate.interval;
  if (content && change && change.high >= 0 && content.calls.percent !== null)
    warn(
      'placebo_as_good',
      `Against the placebo, calls change by ${signedPercent(content.calls.percent)} (${intervalWords(change, percentOf)}): that the content helps is not shown.`,
    );
  if (unit === 'pair')
    warn('one_incident', 'About this incident only: a repetition may be memory rather than skill.');
  if (excluded.length > 0)
    warn('rows_excluded', `${counted(excluded.length, 'run')} left out of the comparison; each is listed.`);
  const isHeld = (id: Gate['id']) => gates.some((gate) => gate.id === id && gate.state === 'pass');
  if (isHeld('success') && unit !== 'pair' && success.table.onlySecond === 0)
    warn(
      'success_clustered',
      `No scenario lost success, so gate 1 speaks of ${these(success.scenarios)} with new seeds: of others like them, up to ${sharePercent(unseen(success.scenarios))} may lose it without one having been met.`,
    );
  const { byScenario } = harm;
  if (isHeld('harm') && byScenario && byScenario.high > rules.harm.most)
    warn(
      'harm_clustered',
      `Gate 3 speaks of ${these(harm.scenarios)} with new seeds: harm was added in ${byScenario.count}, and of others like ${harm.scenarios === 1 ? 'it' : 'them'} up to ${sharePercent(byScenario.high)} may see it.`,
    );
  return warnings;
}
