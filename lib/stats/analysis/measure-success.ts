import { envelope, within, type Interval } from '../interval.ts';
import { intervalAt, type MeanEstimate } from '../mean-interval.ts';
import type { McNemarTest } from '../mcnemar-test.ts';
import { newcombeInterval } from '../newcombe-interval.ts';
import type { PairedTable } from '../paired-table.ts';
import { tangoInterval } from '../tango-interval.ts';
import type { AnalysisRules } from './analysis-rules.ts';
import type { RunPair } from './pair-rows.ts';
import { estimateUnits, toUnits, type PairedUnit, type UnitKind } from './paired-units.ts';
import { tabulateOutcome } from './tabulate-outcome.ts';

/** The difference of verified success, treated − control, as a rate: 0.1 is ten points more. */
export interface SuccessEffect {
  units: PairedUnit[];
  pairs: number;
  scenarios: number;
  /** Distinct learnings in the treated arm; one when no row names any. */
  distillations: number;
  table: PairedTable;
  estimate: MeanEstimate;
  /**
   * How the intervals that decide are made. Units that are single pairs: Tango's alone. Else the envelope of t on unit means and
   * Tango's on pairs: near 0 and 100 % the t interval is too short (in simulations it let a true loss of 5 points through gate 1
   * three times too often) and has no width where all units are alike, while Tango's knows nothing of scenarios.
   */
  method: 'tango' | 't_and_tango';
  /** At the rules' level; null without pairs, or with one unit. */
  interval: Interval | null;
  /** At level 1 − 2α: its low end decides gate 1. */
  nonInferiority: Interval | null;
  /** At level 1 − 2α: inside the margins means no difference. */
  equivalence: Interval | null;
  equivalent: boolean;
  /** Its parts and alternatives, at the rules' level; they take pairs as independent, unless these share control runs. */
  tango: Interval;
  newcombe: Interval;
  mcNemar: McNemarTest;
}

/** Units of success for showing: a handful of yes and no has no t interval (five that agree would have no width), so Tango's instead. */
export function withScoreIntervals(units: readonly PairedUnit[], level: number): PairedUnit[] {
  return units.map((unit) => {
    const count = (value: number) => unit.pairs.filter((pair) => pair.value === value).length;
    const table = { both: count(0), onlyFirst: count(1), onlySecond: count(-1), neither: 0 };
    return { ...unit, own: { ...unit.own, interval: unit.own.n < 2 ? null : tangoInterval(table, level) } };
  });
}

const asNumber = (flag: boolean) => (flag ? 1 : 0);

export function measureSuccess(
  pairs: readonly RunPair[],
  rules: AnalysisRules,
  kind: UnitKind,
): SuccessEffect {
  const { level, success, equivalence } = rules;
  const { units } = toUnits(
    pairs,
    kind,
    ({ treated, control }) => asNumber(treated.verified) - asNumber(control.verified),
    level,
  );
  const { table, independent, mcNemar } = tabulateOutcome(pairs, ({ verified }) => verified);
  const estimate = estimateUnits(units, kind, level);
  const at = (wanted: number): Interval | null => {
    const pooled = pairs.length === 0 ? null : tangoInterval(independent, wanted);
    return kind === 'pair' ? pooled : within(envelope(intervalAt(estimate, wanted), pooled), -1, 1);
  };
  const inside = at(1 - 2 * equivalence.alpha);
  return {
    units,
    pairs: pairs.length,
    scenarios: new Set(pairs.map(({ scenarioId }) => scenarioId)).size,
    distillations: new Set(pairs.map(({ distillationId }) => distillationId)).size,
    table,
    estimate,
    method: kind === 'pair' ? 'tango' : 't_and_tango',
    interval: at(level),
    nonInferiority: at(1 - 2 * success.alpha),
    equivalence: inside,
    equivalent: inside !== null && inside.low > -equivalence.success && inside.high < equivalence.success,
    tango: tangoInterval(independent, level),
    newcombe: newcombeInterval(independent, level),
    mcNemar,
  };
}
