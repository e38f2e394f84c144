import type { AnalysisRules, Contrast } from './analysis/analysis-rules.ts';
import { analyseSensitivity, type Sensitivity } from './analysis/analyse-sensitivity.ts';
import { decideVerdict, type Verdict } from './analysis/decide-verdict.ts';
import { findWarnings, type Warning } from './analysis/find-warnings.ts';
import { measurePayBack, type LearningCost, type PayBack } from './analysis/measure-pay-back.ts';
import { benefitPairsOf, measureContrast, type ContrastEffects } from './analysis/measure-contrast.ts';
import { measureFunnel, type Funnel } from './analysis/measure-funnel.ts';
import { measureHarm, type HarmEffect } from './analysis/measure-harm.ts';
import { measureRatio, type RatioEffect } from './analysis/measure-ratio.ts';
import { measureSuccess, withScoreIntervals, type SuccessEffect } from './analysis/measure-success.ts';
import type { ExcludedRow, RunPair } from './analysis/pair-rows.ts';
import type { UnitKind } from './analysis/paired-units.ts';
import type { RunRow, ScenarioClass } from './analysis/run-row.ts';
import { shownBootstrap, shownTests, type ShownTests } from './analysis/shown-tests.ts';
import { summariseArms, type ArmSummary } from './analysis/summarise-arms.ts';
import { holm } from './holm.ts';
import type { NestedBootstrap } from './nested-bootstrap.ts';

/** One outcome of the declared secondary set. */
export interface SecondaryResult {
  effect: RatioEffect;
  tests: ShownTests;
  /** The main test's p, adjusted by Holm over the secondary outcomes that have values. */
  adjustedP: number;
}

/** One scenario class by itself: where negative transfer shows. */
export interface ClassResult {
  class: ScenarioClass;
  success: SuccessEffect;
  calls: RatioEffect;
  harm: HarmEffect;
}

export interface ContrastResult extends ContrastEffects {
  successTests: ShownTests;
  callsTests: ShownTests;
  /** Shown beside the t intervals of the headline; null elsewhere and where scenarios are not the only draws. */
  successBootstrap: NestedBootstrap | null;
  callsBootstrap: NestedBootstrap | null;
  devopsCalls: RatioEffect;
  secondary: SecondaryResult[];
  classes: ClassResult[];
  /** Runs of the two arms that are not compared. */
  excluded: ExcludedRow[];
}

/** Everything that an experiment's page shows. Results name the runs behind them; the same rows and rules give the same analysis. */
export interface PairedAnalysis {
  rules: AnalysisRules;
  rows: number;
  verdict: Verdict;
  warnings: Warning[];
  /** The headline contrast first; contrasts of which an arm was not run are left out. */
  contrasts: ContrastResult[];
  arms: ArmSummary[];
  /** Arms in which a skill was offered. */
  funnels: Funnel[];
  sensitivity: Sensitivity[];
  payBack: PayBack[];
  infrastructureErrors: string[];
}

function secondaryOf(benefit: readonly RunPair[], rules: AnalysisRules, unit: UnitKind): SecondaryResult[] {
  const measured = rules.secondary
    .map((outcome) => measureRatio(benefit, outcome, rules, unit))
    .filter(({ units }) => units.length > 0)
    .map((effect) => ({ effect, tests: shownTests(effect.units, unit, rules) }));
  const adjusted = holm(measured.map(({ tests }) => tests.main.p));
  return measured.map(({ effect, tests }, index) => ({ effect, tests, adjustedP: adjusted[index] ?? 1 }));
}

function classesOf(pairs: readonly RunPair[], rules: AnalysisRules, unit: UnitKind): ClassResult[] {
  return [...new Set(pairs.map((pair) => pair.class))].map((name) => {
    const own = pairs.filter((pair) => pair.class === name);
    return {
      class: name,
      success: measureSuccess(own, rules, unit),
      calls: measureRatio(own, 'calls', rules, unit),
      harm: measureHarm(own, rules),
    };
  });
}

function analyseContrast(
  rows: readonly RunRow[],
  rules: AnalysisRules,
  contrast: Contrast,
): { result: ContrastResult; pairs: RunPair[] } {
  const { effects, pairs, excluded } = measureContrast(rows, rules, contrast);
  const { success, calls, unit } = effects;
  const benefit = benefitPairsOf(pairs, rules);
  const isHeadline = contrast === rules.contrasts[0];
  const result = {
    ...effects,
    success: { ...success, units: withScoreIntervals(success.units, rules.level) },
    successTests: shownTests(success.units, unit, rules),
    callsTests: shownTests(calls.units, unit, rules),
    successBootstrap: isHeadline ? shownBootstrap(success.units, unit, rules) : null,
    callsBootstrap: isHeadline ? shownBootstrap(calls.units, unit, rules) : null,
    devopsCalls: measureRatio(benefit, 'devopsCalls', rules, unit),
    secondary: secondaryOf(benefit, rules, unit),
    classes: classesOf(pairs, rules, unit),
    excluded,
  };
  return { result, pairs };
}

/**
 * The pre-declared analysis of an experiment: a pure function of its rows and its frozen rules (recipe in docs/statistics.md). Throws a
 * RangeError when the rules declare no contrast. Without rows every estimate is null and the verdict is CAN'T TELL YET.
 */
export function analysePaired(input: {
  rows: readonly RunRow[];
  rules: AnalysisRules;
  learningCost?: LearningCost;
}): PairedAnalysis {
  const { rows, rules, learningCost } = input;
  const [main, ...more] = rules.contrasts;
  if (!main) throw new RangeError('The rules declare no contrast');
  const arms = new Set(rows.map(({ arm }) => arm));
  const { result: headline, pairs } = analyseContrast(rows, rules, main);
  const others = more
    .filter(({ treated, control }) => arms.has(treated) && arms.has(control))
    .map((contrast) => analyseContrast(rows, rules, contrast).result);
  const verdict = decideVerdict(headline, rules);
  return {
    rules,
    rows: rows.length,
    verdict,
    warnings: findWarnings(
      { headline, tests: headline.callsTests, gates: verdict.gates, others, excluded: headline.excluded },
      rules,
    ),
    contrasts: [headline, ...others],
    arms: summariseArms(rows, rules),
    funnels: [...arms]
      .flatMap((arm) => (['benefit', 'harm'] as const).map((on) => measureFunnel(rows, arm, on, rules)))
      .filter(({ stages }) => (stages[0]?.count ?? 0) > 0),
    sensitivity: analyseSensitivity(pairs, rows, rules, main),
    payBack: learningCost
      ? measurePayBack(benefitPairsOf(pairs, rules), learningCost, rules, headline.unit)
      : [],
    infrastructureErrors: rows.filter((row) => row.infrastructureError).map(({ id }) => id),
  };
}
