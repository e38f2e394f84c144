import { meanOf, sumOf } from '../mean-interval.ts';
import { twoWayVariances } from '../two-way-mean.ts';
import { estimateUnits, type PairedUnit, type UnitKind } from './paired-units.ts';

/** How large an experiment is where the skill should help. */
export interface Size {
  scenarios: number;
  /** Paired runs of a scenario, and of one learning where several are tested. */
  seeds: number;
  /** Independent learnings in all; one where a single skill is tested. */
  learnings: number;
}

/** What was seen of the spread between units, and what it lets expect of an experiment of another size. */
export interface Spread {
  /** Variance of scenario means that more seeds of the same scenarios cannot take away, as a share; null where units are no scenarios or do not vary. */
  betweenShare: number | null;
  /** Independent units behind it, less one. */
  df: number;
  at: (size: Size) => { se: number; df: number };
}

export function sizeOf(units: readonly PairedUnit[]): Size {
  const count = (values: readonly (string | number | null)[]) => new Set(values).size;
  return {
    scenarios: count(units.map(({ scenarioId }) => scenarioId)),
    seeds: count(units.flatMap(({ pairs }) => pairs.map(({ seed }) => seed))),
    learnings: count(units.map(({ distillationId }) => distillationId)),
  };
}

/** null where one unit, or none, shows no spread. */
export function spreadOf(units: readonly PairedUnit[], kind: UnitKind, level: number): Spread | null {
  const { sd, df } = estimateUnits(units, kind, level);
  if (sd === null) return null;
  if (kind === 'scenario_and_distillation') return crossed(units, df);
  if (kind === 'scenario') return nested(units, sd, df);
  const at = ({ scenarios, seeds }: Size) => ({
    se: sd / Math.sqrt(scenarios * seeds),
    df: scenarios * seeds - 1,
  });
  return { betweenShare: null, df, at };
}

/**
 * One-way analysis of variance (Fisher 1925): the variance of a scenario's mean is that of its effect plus that of a pair over its pairs.
 * With one pair each the two cannot be told apart, and all of it is taken as between scenarios.
 */
function nested(units: readonly PairedUnit[], sd: number, df: number): Spread {
  const freedom = sumOf(units.map(({ own }) => own.df));
  const within = freedom === 0 ? 0 : sumOf(units.map(({ own }) => own.df * (own.sd ?? 0) ** 2)) / freedom;
  const share = meanOf(units.map(({ pairs }) => 1 / pairs.length));
  const between = Math.max(0, sd ** 2 - within * share);
  // Where chance made the means more alike than their pairs allow, the pairs' own spread is what is left.
  const total = between + within * share;
  return {
    betweenShare: total === 0 ? null : between / total,
    df,
    at: ({ scenarios, seeds }) => ({
      se: Math.sqrt((between + within / seeds) / scenarios),
      df: scenarios - 1,
    }),
  };
}

/** Scenarios and learnings are both draws: each takes its own part of the variance down, and the rest falls with their product. */
function crossed(units: readonly PairedUnit[], df: number): Spread {
  const cells = units.map(({ scenarioId, distillationId, value }) => ({
    row: scenarioId,
    column: distillationId ?? '',
    value,
  }));
  const mean = meanOf(
    [...Map.groupBy(cells, ({ row }) => row).values()].map((own) => meanOf(own.map(({ value }) => value))),
  );
  const { byRow, byColumn, byCell } = twoWayVariances(cells, mean);
  const [ofScenarios, ofLearnings] = [Math.max(0, byRow - byCell), Math.max(0, byColumn - byCell)];
  const now = sizeOf(units);
  return {
    betweenShare: null,
    df,
    at: ({ scenarios, learnings }) => {
      const [rows, columns] = [scenarios / now.scenarios, learnings / now.learnings];
      return {
        se: Math.sqrt(ofScenarios / rows + ofLearnings / columns + byCell / (rows * columns)),
        df: Math.min(scenarios, learnings) - 1,
      };
    },
  };
}
