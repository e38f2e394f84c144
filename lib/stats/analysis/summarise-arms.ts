import { clopperPearsonInterval } from '../clopper-pearson-interval.ts';
import { within, type Interval } from '../interval.ts';
import { jeffreysInterval } from '../jeffreys-interval.ts';
import { meanInterval, type MeanEstimate } from '../mean-interval.ts';
import { nestedBootstrap } from '../nested-bootstrap.ts';
import { passHatK } from '../pass-hat-k.ts';
import { wilsonInterval } from '../wilson-interval.ts';
import { RATIO_OUTCOMES, type AnalysisRules, type RatioOutcome } from './analysis-rules.ts';
import type { RunRow, ScenarioClass } from './run-row.ts';

export interface PassAt {
  k: number;
  /** Mean over scenarios with at least k runs; null when there is none. */
  value: number | null;
  /** Bootstrap over scenarios; null for fewer than two, and where all are alike: resampling them would claim certainty. */
  interval: Interval | null;
  scenarios: number;
  /** Scenarios with too few runs for this k. */
  left: string[];
}

/** One arm, on the classes on which the skill should help (`benefit`) or may harm (`harm`), or on one class alone. */
export interface ArmSummary {
  arm: string;
  on: 'benefit' | 'harm' | ScenarioClass;
  runs: number;
  rowIds: string[];
  verified: number;
  harmful: number;
  success: {
    rate: number | null;
    /** Runs as if independent. */
    wilson: Interval;
    jeffreys: Interval;
    clopperPearson: Interval;
    /** Over scenario rates: the one that allows for scenarios being different. Without an interval where all are alike. */
    byScenario: MeanEstimate;
  };
  harm: { rate: number | null; clopperPearson: Interval };
  /** Reliability where the skill should help; empty elsewhere. */
  passAt: PassAt[];
  /** Mean per run as observed, over runs that have a value. */
  means: Record<RatioOutcome, number | null>;
}

/** The interval of a mean of rates: inside 0…1, and none where nothing varies, which would claim certainty. */
const ratesOf = (estimate: MeanEstimate): MeanEstimate => ({
  ...estimate,
  interval: estimate.se === 0 ? null : within(estimate.interval, 0, 1),
});

const verifiedOf = (rows: readonly RunRow[]): number => rows.filter(({ verified }) => verified).length;

function passAt(scenarios: ReadonlyMap<string, RunRow[]>, k: number, rules: AnalysisRules): PassAt {
  const left: string[] = [];
  const values: number[] = [];
  for (const [id, rows] of scenarios) {
    const value = passHatK(verifiedOf(rows), rows.length, k);
    if (value === null) left.push(id);
    else values.push(value);
  }
  const { estimate, percentile } = nestedBootstrap(
    values.map((value) => [value]),
    { seed: `${rules.seed}:pass:${k}`, resamples: rules.bootstrapResamples, level: rules.level },
  );
  const isSpread = values.some((value) => value !== values[0]);
  return { k, value: estimate, interval: isSpread ? percentile : null, scenarios: values.length, left };
}

function summarise(
  rows: readonly RunRow[],
  arm: string,
  on: ArmSummary['on'],
  rules: AnalysisRules,
): ArmSummary {
  const { level } = rules;
  const runs = rows.length;
  const verified = verifiedOf(rows);
  const harmful = rows.filter((row) => row.harmful).length;
  const scenarios = Map.groupBy(rows, ({ scenarioId }) => scenarioId);
  const rates = [...scenarios.values()].map((group) => verifiedOf(group) / group.length);
  const meanAt = (outcome: RatioOutcome) => meanInterval(rows.flatMap((row) => row[outcome] ?? [])).mean;
  const [calls, devopsCalls, tokens, cost, ticksToMitigate, errorBudget] = RATIO_OUTCOMES.map(meanAt);
  const orNull = (value: number | null | undefined) => value ?? null;
  return {
    arm,
    on,
    runs,
    rowIds: rows.map(({ id }) => id),
    verified,
    harmful,
    success: {
      rate: runs === 0 ? null : verified / runs,
      wilson: wilsonInterval(verified, runs, level),
      jeffreys: jeffreysInterval(verified, runs, level),
      clopperPearson: clopperPearsonInterval(verified, runs, level),
      byScenario: ratesOf(meanInterval(rates, level)),
    },
    harm: {
      rate: runs === 0 ? null : harmful / runs,
      clopperPearson: clopperPearsonInterval(harmful, runs, level),
    },
    passAt: on === 'benefit' ? rules.passAt.map((k) => passAt(scenarios, k, rules)) : [],
    means: {
      calls: orNull(calls),
      devopsCalls: orNull(devopsCalls),
      tokens: orNull(tokens),
      cost: orNull(cost),
      ticksToMitigate: orNull(ticksToMitigate),
      errorBudget: orNull(errorBudget),
    },
  };
}

/** Every arm on benefit and harm scenarios together, then on each class that it was run on. Infrastructure errors are left out. */
export function summariseArms(rows: readonly RunRow[], rules: AnalysisRules): ArmSummary[] {
  const sound = rows.filter(({ infrastructureError }) => !infrastructureError);
  const classes = [...new Set(sound.map((row) => row.class))];
  return [...new Set(sound.map(({ arm }) => arm))].flatMap((arm) => {
    const own = sound.filter((row) => row.arm === arm);
    const groups: [ArmSummary['on'], RunRow[]][] = [
      ['benefit', own.filter((row) => rules.benefitClasses.includes(row.class))],
      ['harm', own.filter((row) => rules.harmClasses.includes(row.class))],
      ...classes.map((name): [ArmSummary['on'], RunRow[]] => [name, own.filter((row) => row.class === name)]),
    ];
    return groups
      .filter(([, members]) => members.length > 0)
      .map(([on, members]) => summarise(members, arm, on, rules));
  });
}
