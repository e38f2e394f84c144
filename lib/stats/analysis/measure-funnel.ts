import type { Interval } from '../interval.ts';
import { wilsonInterval } from '../wilson-interval.ts';
import type { AnalysisRules } from './analysis-rules.ts';
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
  /** Incidents where the skill should help, or those where following it would be a mistake. */
  on: 'benefit' | 'harm';
  runs: number;
  stages: FunnelStage[];
  /** How often runs of the control were verified on the same incidents: what the last stage is to be held against. */
  control: { arm: string; runs: number; rate: number; interval: Interval } | null;
}

const reached = (row: RunRow, step: FunnelStep): boolean =>
  step === 'verified' ? row.verified : (row.funnel?.[step] ?? false);

/** Where a skill's effect gets lost: offered → listed → opened → followed → verified. Runs without a funnel are left out. */
export function measureFunnel(
  rows: readonly RunRow[],
  arm: string,
  on: Funnel['on'],
  { level, contrasts, benefitClasses, harmClasses }: AnalysisRules,
): Funnel {
  const classes = on === 'benefit' ? benefitClasses : harmClasses;
  const sound = rows.filter((row) => classes.includes(row.class) && !row.infrastructureError);
  const runs = sound.filter((row) => row.arm === arm && row.funnel !== null);
  const control = contrasts[0]?.control;
  const controls = sound.filter((row) => row.arm === control);
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
  const held = rate(controls.filter(({ verified }) => verified).length, controls.length);
  return {
    arm,
    on,
    runs: runs.length,
    stages,
    control:
      held && control !== undefined && control !== arm
        ? { arm: control, runs: controls.length, ...held }
        : null,
  };
}
