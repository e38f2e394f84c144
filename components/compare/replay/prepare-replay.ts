import { compactArguments } from '#components/run/compact-arguments.ts';
import type { AlignedCall, Alignment, RowRelation } from '#lib/protocol/align-runs.ts';

/** A moment of the replay: how far each run has come when the first `index` aligned rows are done. */
export interface ReplayMoment {
  /** Calls that the run has made by then. */
  left: number;
  right: number;
  /** What the row was that ends here; null at the start. */
  relation: RowRelation | null;
}

export interface Replay {
  /** Item 0 is the start of both runs. */
  moments: ReplayMoment[];
  /** One per row: the kind of call each run made there; null where it made none. */
  marks: { left: AlignedCall | null; right: AlignedCall | null }[];
  /** The moment after the row where the runs first part; null when they never do. */
  firstDivergence: number | null;
  /** The same without skill calls; null when it is the same moment, or there is none. */
  firstOnSystem: number | null;
}

/** Two aligned runs as moments on one scale. */
export function prepareReplay({ rows, firstDivergence, firstDevopsDivergence }: Alignment): Replay {
  const moments: ReplayMoment[] = [{ left: 0, right: 0, relation: null }];
  for (const row of rows) {
    const before = moments.at(-1);
    moments.push({
      left: row.left?.call.call ?? before?.left ?? 0,
      right: row.right?.call.call ?? before?.right ?? 0,
      relation: row.relation,
    });
  }
  const after = (row: number | null) => (row === null ? null : row + 1);
  return {
    moments,
    marks: rows.map(({ left, right }) => ({ left, right })),
    firstDivergence: after(firstDivergence),
    firstOnSystem: firstDevopsDivergence === firstDivergence ? null : after(firstDevopsDivergence),
  };
}

/** "after call 3 of 9: read_config api-gateway"; where the run waits for the other, it says so. */
export function sayMoment(cell: AlignedCall | null, done: number, all: number): string {
  if (all === 0) return 'made no call';
  if (done === 0) return 'before its first call';
  if (!cell) return `still at call ${done} of ${all}`;
  return `after call ${done} of ${all}: ${cell.call.name} ${compactArguments(cell.call.arguments)}`.trim();
}

/** A position of the address, kept inside the replay. */
export function parsePosition(text: string | null, { moments, firstDivergence }: Replay): number {
  const asked = text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
  return Math.min(asked ?? firstDivergence ?? moments.length - 1, moments.length - 1);
}
