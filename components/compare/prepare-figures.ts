import { formatCost } from '#components/run/run-words.ts';
import { formatDuration, formatNumber, formatPercent } from '#components/ui/format.ts';
import type { ChartTable } from '#components/charts/chart-table.ts';
import type { ComparedRun } from './compared-run.ts';
import type { ControlledPair } from './relate-runs.ts';
import { signed } from './words.ts';

export interface FigureRow {
  label: string;
  /** How it was counted. */
  meaning: string;
  /** One per run, in order; null where the run has no such figure (yet). */
  cells: (string | null)[];
  /** With the skill minus without it; null without a controlled pair or without both figures. */
  difference: string | null;
  /** Part of the row above it. */
  part: boolean;
}

export interface FigureGroup {
  title: string;
  rows: FigureRow[];
}

interface Figure {
  label: string;
  meaning: string;
  of: (run: ComparedRun) => number | null;
  /** How a value is written, and the size of a difference too. */
  write?: (value: number) => string;
  /** How the size of a difference is written, where it has another unit. */
  writeDifference?: (value: number) => string;
  part?: boolean;
  /** Left out where every run has 0 or nothing. */
  onlyIfAny?: boolean;
}

const points = (value: number) => `${(value * 100).toFixed(1)} points`;
const metric =
  (name: keyof NonNullable<ComparedRun['view']['evaluation']>['metrics']) =>
  ({ view }: ComparedRun) =>
    view.evaluation?.metrics[name] ?? null;

const GROUPS: { title: string; figures: Figure[] }[] = [
  {
    title: 'Calls',
    figures: [
      {
        label: 'Total calls',
        meaning: 'DevOps and skill calls together, and calls to tools that do not exist',
        of: ({ summary }) => summary.calls.total,
      },
      {
        label: 'DevOps',
        meaning: 'Calls on the system: reads and writes',
        of: ({ summary }) => summary.calls.devops,
        part: true,
      },
      {
        label: 'of these, writes',
        meaning: 'update_config and restart_service',
        of: ({ summary }) => summary.calls.write,
        part: true,
      },
      {
        label: 'Skill',
        meaning: 'get_skill and get_skill_file',
        of: ({ summary }) => summary.calls.skill,
        part: true,
      },
      {
        label: 'Unknown tool',
        meaning: 'Calls that name no tool',
        of: ({ summary }) => summary.calls.unknown,
        part: true,
        onlyIfAny: true,
      },
      {
        label: 'Rejected',
        meaning: 'Unknown tools, malformed arguments and refused values',
        of: ({ view }) => view.calls.filter(({ outcome }) => outcome === 'rejected').length,
        onlyIfAny: true,
      },
      {
        label: 'Repeated',
        meaning: 'The same call again with no write between',
        of: metric('repeatedCalls'),
        onlyIfAny: true,
      },
    ],
  },
  {
    title: 'Effort',
    figures: [
      { label: 'Turns', meaning: 'Inferences', of: ({ summary }) => summary.turns },
      {
        label: 'Input tokens',
        meaning: 'As the model server counted them, over all turns',
        of: ({ summary }) => summary.inputTokens,
      },
      {
        label: 'Output tokens',
        meaning: 'As the model server counted them',
        of: ({ summary }) => summary.outputTokens,
      },
      {
        label: 'Cost',
        meaning: 'From the configured prices',
        of: ({ summary }) => summary.cost,
        write: formatCost,
        onlyIfAny: true,
      },
      {
        label: 'Time',
        meaning: 'Wall time of the agent’s work, without the pace that the offline model keeps for readers',
        of: ({ summary, view }) => (view.started ? summary.activeMs : null),
        write: formatDuration,
      },
    ],
  },
  {
    title: 'In the world',
    figures: [
      {
        label: 'Ticks to localise',
        meaning: 'World ticks of 30 s until the root service’s config was first read',
        of: metric('ticksToLocalise'),
      },
      {
        label: 'Ticks to mitigate',
        meaning: 'World ticks of 30 s until the service level held for good',
        of: metric('ticksToMitigate'),
      },
      {
        label: 'Error budget burned',
        meaning: 'Failed user requests as a share of all, from the start to the end of the check',
        of: metric('errorBudgetBurned'),
        write: formatPercent,
        writeDifference: points,
      },
      {
        label: 'Wrong writes',
        meaning: 'Settings made worse or changed in vain',
        of: metric('wrongWrites'),
      },
      {
        label: 'Needless restarts',
        meaning: 'Restarts of services that did not need one',
        of: metric('needlessRestarts'),
      },
    ],
  },
];

/** The table of figures: a column per run, and the difference that the skill alone made where a pair shows it. */
export function prepareFigures(runs: readonly ComparedRun[], pair: ControlledPair | null): FigureGroup[] {
  return GROUPS.map(({ title, figures }) => ({
    title,
    rows: figures
      .filter(({ onlyIfAny, of }) => !onlyIfAny || runs.some((run) => (of(run) ?? 0) !== 0))
      .map((figure) => prepareRow(figure, runs, pair)),
  }));
}

/** The same as a table for a file, written as it is shown. */
export function figuresTable(runs: readonly ComparedRun[], pair: ControlledPair | null): ChartTable {
  return {
    columns: [
      { head: 'group' },
      { head: 'figure' },
      ...runs.map(({ label }) => ({ head: label })),
      ...(pair ? [{ head: `${pair.treated.label} − ${pair.control.label}` }] : []),
    ],
    rows: prepareFigures(runs, pair).flatMap(({ title, rows }) =>
      rows.map(({ label, cells, difference }) => ({
        id: `${title} ${label}`,
        cells: [title, label, ...cells, ...(pair ? [difference] : [])],
      })),
    ),
  };
}

function prepareRow(figure: Figure, runs: readonly ComparedRun[], pair: ControlledPair | null): FigureRow {
  const { label, meaning, of, part = false, write = formatNumber, writeDifference = write } = figure;
  const cells = runs.map((run) => {
    const value = of(run);
    return value === null ? null : write(value);
  });
  const ended =
    pair && [pair.treated, pair.control].every(({ summary }) => summary.status.state === 'completed');
  const [a, b] = ended ? [of(pair.treated), of(pair.control)] : [null, null];
  const difference = a === null || b === null ? null : signed(writeDifference(Math.abs(a - b)), a - b);
  return { label, meaning, cells, difference, part };
}
