import type { ChartTable } from '#components/charts/chart-table.ts';
import { plural } from '#components/ui/format.ts';
import type { ToolKind } from '#lib/protocol/chat.ts';
import type { CallCounts } from '#lib/protocol/run-record.ts';
import type { ComparedRun } from './compared-run.ts';

export interface ToolSegment {
  tool: string;
  kind: ToolKind;
  count: number;
  /** Share of the longest bar, 0…1. */
  width: number;
}

export interface ToolBar {
  run: ComparedRun;
  /** On the system, in the order read, write. */
  devops: ToolSegment[];
  /** Skill calls, then calls that name no tool. */
  other: ToolSegment[];
  /** "6 DevOps + 2 skill = 8 calls". */
  text: string;
}

const ORDER: readonly ToolKind[] = ['read', 'write', 'skill', 'unknown'];

/** Calls by tool, DevOps and the rest apart, all bars on one scale that begins at zero. */
export function prepareToolBars(runs: readonly ComparedRun[]): ToolBar[] {
  const longest = Math.max(1, ...runs.map(({ summary }) => summary.calls.total));
  return runs.map((run) => {
    const segments = countTools(run)
      .map(({ tool, kind, count }) => ({ tool, kind, count, width: count / longest }))
      .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    const onSystem = ({ kind }: ToolSegment) => kind === 'read' || kind === 'write';
    return {
      run,
      devops: segments.filter(onSystem),
      other: segments.filter((segment) => !onSystem(segment)),
      text: sumInWords(run.summary.calls),
    };
  });
}

export interface ToolRow {
  tool: string;
  kind: ToolKind;
  /** One per run. */
  counts: number[];
}

/** The table behind the picture: every tool that any run called. */
export function prepareToolRows(runs: readonly ComparedRun[]): ToolRow[] {
  const perRun = runs.map(countTools);
  const tools = new Map(perRun.flat().map(({ tool, kind }) => [tool, kind]));
  return [...tools]
    .map(([tool, kind]) => ({
      tool,
      kind,
      counts: perRun.map((counted) => counted.find((each) => each.tool === tool)?.count ?? 0),
    }))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The same table as files. */
export function toolRowsTable(runs: readonly ComparedRun[]): ChartTable {
  return {
    columns: [
      { head: 'tool' },
      { head: 'kind' },
      ...runs.map(({ label, view }) => ({ head: `${label} (${view.runId})`, numeric: true })),
    ],
    rows: prepareToolRows(runs).map(({ tool, kind, counts }) => ({
      id: tool,
      cells: [tool, kind, ...counts],
    })),
  };
}

/** In the order of their first call. */
function countTools({ view }: ComparedRun): { tool: string; kind: ToolKind; count: number }[] {
  const tools = new Map<string, { tool: string; kind: ToolKind; count: number }>();
  for (const { name, kind } of view.calls) {
    const seen = tools.get(name);
    tools.set(name, { tool: name, kind, count: (seen?.count ?? 0) + 1 });
  }
  return [...tools.values()];
}

function sumInWords({ total, devops, skill, unknown }: CallCounts): string {
  const parts = [`${devops} DevOps`, `${skill} skill`];
  if (unknown > 0) parts.push(`${unknown} unknown`);
  return `${parts.join(' + ')} = ${plural(total, 'call')}`;
}
