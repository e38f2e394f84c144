import type { Interval } from '../interval.ts';
import { wilsonInterval } from '../wilson-interval.ts';
import type { RunRow } from './run-row.ts';

export const FUNNEL_STEPS = ['offered', 'listed', 'opened', 'followed', 'verified'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export interface FunnelStage {
  step: FunnelStep;
  /** Runs that reached this step and all before it. */
  count: number;
  rowIds: string[];
  /** Of the runs that reached the step before; null when none did. Wilson interval, runs as if independent. */
  ofPrevious: { rate: number; interval: Interval } | null;
  ofAll: { rate: number; interval: Interval } | null;
}

export interface Funnel {
  arm: string;
  runs: number;
  stages: FunnelStage[];
}

const reached = (row: RunRow, step: FunnelStep): boolean =>
  step === 'verified' ? row.verified : (row.funnel?.[step] ?? false);

/** Where a skill's effect gets lost: offered → listed → opened → followed → verified. Runs without a funnel are left out. */
export function measureFunnel(rows: readonly RunRow[], arm: string, level: number): Funnel {
  const runs = rows.filter((row) => row.arm === arm && row.funnel !== null && !row.infrastructureError);
  const rate = (count: number, of: number) =>
    of === 0 ? null : { rate: count / of, interval: wilsonInterval(count, of, level) };
  let left = runs;
  const stages = FUNNEL_STEPS.map((step): FunnelStage => {
    const before = left.length;
    left = left.filter((row) => reached(row, step));
    return {
      step,
      count: left.length,
      rowIds: left.map(({ id }) => id),
      ofPrevious: rate(left.length, before),
      ofAll: rate(left.length, runs.length),
    };
  });
  return { arm, runs: runs.length, stages };
}
