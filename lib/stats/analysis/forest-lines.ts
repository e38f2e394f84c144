import type { ContrastEffects } from './measure-contrast.ts';
import { meanInterval, type MeanEstimate } from '../mean-interval.ts';
import type { Interval } from '../interval.ts';
import type { PairedUnit } from './paired-units.ts';

/** One line of a forest plot, on the scale of the estimate. */
export interface ForestLine {
  /** null: what all scenarios add up to. */
  scenarioId: string | null;
  mean: number | null;
  interval: Interval | null;
  pairs: number;
  /** It carries the declared estimate. */
  isSummary: boolean;
}

/** One entry per scenario, whatever the unit of the claim is: single pairs, scenarios, or scenarios × learnings. */
export const scenariosOf = (
  units: readonly PairedUnit[],
  level: number,
): { scenarioId: string; own: MeanEstimate; pairs: number }[] =>
  [...Map.groupBy(units, ({ scenarioId }) => scenarioId)].map(([scenarioId, members]) => {
    const [only] = members;
    const values = members.map(({ value }) => value);
    return {
      scenarioId,
      own: members.length === 1 && only ? only.own : meanInterval(values, level),
      pairs: members.reduce((sum, { pairs }) => sum + pairs.length, 0),
    };
  });

/** A line per scenario, the greatest saving first, and what they add up to; a single scenario has one line, which is both. */
export function forestLines(
  contrast: Pick<ContrastEffects, 'calls' | 'success'>,
  outcome: 'calls' | 'success',
  level: number,
): ForestLine[] {
  const { units, estimate } = contrast[outcome];
  const interval = outcome === 'success' ? contrast.success.interval : contrast.calls.estimate.interval;
  const lines = scenariosOf(units, level)
    .map(({ scenarioId, own, pairs }) => ({
      scenarioId,
      mean: own.mean,
      interval: own.interval,
      pairs,
      isSummary: false,
    }))
    .toSorted((a, b) => (a.mean ?? 0) - (b.mean ?? 0));
  const [only] = lines;
  if (only && lines.length === 1)
    // One scenario of a claim about scenarios has no interval over them, only its own.
    return [interval ? { ...only, mean: estimate.mean, interval, isSummary: true } : only];
  const pairs = lines.reduce((sum, line) => sum + line.pairs, 0);
  return [...lines, { scenarioId: null, mean: estimate.mean, interval, pairs, isSummary: true }];
}
