import { callsInWords } from '#components/run/run-words.ts';
import type { ToolKind } from '#lib/protocol/chat.ts';
import type { CallCounts } from '#lib/protocol/run-record.ts';

/** One run in the chart. */
export interface CallsBar {
  id: string;
  /** Who it is: "Act 1". */
  label: string;
  href?: string;
  /** null: there is nothing to count; `note` says why. */
  counts: CallCounts | null;
  /** Said beside the bar: "still running", "not verified". */
  note?: string | undefined;
}

export interface CallsSegment {
  kind: ToolKind;
  count: number;
  /** Shares of the chart's width, 0…1. */
  start: number;
  width: number;
}

export interface CallsRow extends CallsBar {
  /** "11 calls: 9 DevOps, 2 skill". */
  text: string;
  segments: CallsSegment[];
}

const ORDER: readonly ToolKind[] = ['read', 'write', 'skill', 'unknown'];

/** Stacked bars on one scale that begins at zero and ends with the longest bar. */
export function prepareCallsChart(bars: readonly CallsBar[]): CallsRow[] {
  const longest = Math.max(1, ...bars.map(({ counts }) => counts?.total ?? 0));
  return bars.map((bar) => ({
    ...bar,
    text: bar.counts ? callsInWords(bar.counts) : (bar.note ?? 'no data'),
    segments: segmentsOf(bar.counts, longest),
  }));
}

function segmentsOf(counts: CallCounts | null, longest: number): CallsSegment[] {
  let start = 0;
  return ORDER.flatMap((kind) => {
    const count = counts?.[kind] ?? 0;
    if (count === 0) return [];
    const segment = { kind, count, start: start / longest, width: count / longest };
    start += count;
    return [segment];
  });
}
