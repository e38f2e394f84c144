import { rateText } from '#lib/stats/analysis/figure-texts.ts';
import { intervalText } from '#components/experiments/figures.ts';
import { formatCost } from '#components/run/run-words.ts';
import { formatDuration } from '#components/ui/format.ts';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import type { Interval } from '#lib/stats/interval.ts';
import { meanInterval, meanOf } from '#lib/stats/mean-interval.ts';
import { wilsonInterval } from '#lib/stats/wilson-interval.ts';
import type { ChartTable } from '#components/charts/chart-table.ts';
import { amount } from './amount.ts';

/** One figure of one arm. */
export interface ArmCell {
  text: string;
  /** "(95 %: 7.1 to 9.3)"; null where there are too few to have one. */
  interval: string | null;
}

export interface ArmFigure {
  label: string;
  meaning: string;
  part: boolean;
  /** One per arm, in order; null where no run of it has the figure. */
  cells: (ArmCell | null)[];
}

interface Figure {
  label: string;
  meaning: string;
  of: (row: ExperimentRow) => number | null;
  write?: (value: number) => string;
  /** A share of runs: 0 or 1 for each. */
  isShare?: boolean;
  /** No mean can be above this. */
  most?: number;
  part?: boolean;
  /** Left out where every run has 0 or nothing. */
  onlyIfAny?: boolean;
}

const FIGURES: readonly Figure[] = [
  {
    label: 'Verified',
    meaning: 'Share of runs that the oracle verified',
    of: (row) => Number(row.verified),
    isShare: true,
  },
  {
    label: 'Harmful',
    meaning: 'Share of runs that left something else worse',
    of: (row) => Number(row.harmful),
    isShare: true,
    onlyIfAny: true,
  },
  {
    label: 'Followed the skill',
    meaning: 'Share of the runs that were offered one; matched by tool and target',
    of: ({ funnel }) => (funnel ? Number(funnel.followed) : null),
    isShare: true,
  },
  {
    label: 'Total calls',
    meaning: 'DevOps and skill calls, as observed in successes and failures alike',
    of: ({ calls }) => calls,
  },
  {
    label: 'DevOps',
    meaning: 'Calls on the system: reads and writes',
    of: (row) => row.devopsCalls,
    part: true,
  },
  { label: 'Skill', meaning: 'get_skill and get_skill_file', of: (row) => row.skillCalls, part: true },
  { label: 'Turns', meaning: 'Inferences', of: ({ turns }) => turns },
  { label: 'Tokens', meaning: 'Input and output together', of: ({ tokens }) => tokens },
  {
    label: 'Cost',
    meaning: 'From the configured prices',
    of: ({ cost }) => cost,
    write: formatCost,
    onlyIfAny: true,
  },
  {
    label: 'Time',
    meaning: 'Wall time of the agent’s work, without the pace for readers',
    of: (row) => row.activeMs,
    write: formatDuration,
  },
  {
    label: 'Ticks to mitigate',
    meaning: 'World ticks of 30 s until the service level held for good, of the runs where it did',
    of: (row) => row.ticksToMitigate,
  },
  {
    label: 'Error budget burned',
    meaning: 'Failed user requests as a share of all',
    of: (row) => row.errorBudget,
    most: 1,
    write: rateText,
  },
  {
    label: 'Diagnosis',
    meaning: 'Score of the final message, of 100',
    of: ({ diagnosis }) => diagnosis,
    most: 100,
  },
];

/** Runs that say something about an arm: those that infrastructure ended do not. */
export const soundRows = (rows: readonly ExperimentRow[]): ExperimentRow[] =>
  rows.filter(({ infrastructureError }) => !infrastructureError);

/** A t interval of two incidents has one degree of freedom and says next to nothing, at great width. */
export const FEWEST_INCIDENTS = 3;

/** How the intervals were made; stands below the table. */
export const INTERVAL_NOTE = `Shares are over runs, their intervals by Wilson as if runs were independent. All other means are over incident means, their t intervals too, cut at 0 since no amount is below it; under ${FEWEST_INCIDENTS} incidents there is none. 95 % each.`;

/** A figure of some runs; null where none of them has it. No amount is below zero. */
function measure(
  rows: readonly ExperimentRow[],
  { of, isShare, most = Infinity }: Figure,
): { mean: number; interval: Interval | null } | null {
  const incidents = [...Map.groupBy(rows, ({ scenarioId }) => scenarioId).values()]
    .map((own) => own.flatMap((row) => of(row) ?? []))
    .filter((values) => values.length > 0);
  const values = incidents.flat();
  if (values.length === 0) return null;
  if (isShare) {
    const hits = values.filter((value) => value === 1).length;
    return { mean: hits / values.length, interval: wilsonInterval(hits, values.length) };
  }
  const { mean, interval } = meanInterval(incidents.length > 1 ? incidents.map(meanOf) : values);
  return mean === null
    ? null
    : {
        mean,
        interval:
          incidents.length < FEWEST_INCIDENTS || !interval
            ? null
            : {
                ...interval,
                low: Math.max(0, interval.low),
                high: Math.min(most, interval.high),
              },
      };
}

export function prepareArmFigures({ rows, arms }: Pick<ComparedArms, 'rows' | 'arms'>): ArmFigure[] {
  const sound = soundRows(rows);
  const shown = FIGURES.filter(
    ({ onlyIfAny, of }) => !onlyIfAny || sound.some((row) => (of(row) ?? 0) !== 0),
  );
  return shown.map((figure) => {
    const { label, meaning, isShare = false, write = isShare ? rateText : amount, part = false } = figure;
    const cells = arms.map((arm): ArmCell | null => {
      const measured = measure(
        sound.filter((row) => row.arm === arm.label),
        figure,
      );
      if (!measured) return null;
      const { mean, interval } = measured;
      return { text: write(mean), interval: interval && intervalText(interval, write) };
    });
    return { label, meaning, part, cells };
  });
}

/** The same as files. */
export const armFiguresTable = (compared: Pick<ComparedArms, 'rows' | 'arms'>): ChartTable => ({
  columns: [
    { head: 'mean' },
    ...compared.arms.flatMap(({ label }) => [{ head: label }, { head: `${label}: interval` }]),
  ],
  rows: prepareArmFigures(compared).map(({ label, cells }) => ({
    id: label,
    cells: [label, ...cells.flatMap((cell) => [cell?.text ?? null, cell?.interval ?? null])],
  })),
});
