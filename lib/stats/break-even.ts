import type { MeanEstimate } from './mean-interval.ts';

export interface BreakEven {
  /** Incidents after which the saving has paid for the learning; null when it never does. */
  incidents: number | null;
  /** From the ends of the saving's interval: soonest and latest; null means never. */
  soonest: number | null;
  latest: number | null;
  level: number | null;
}

/**
 * How many incidents pay back what learning cost: cost / saving per incident, both in one unit (tokens, money or calls). The interval
 * inverts that of the saving (the ratio is monotone in it), so it is unbounded where the saving may be nil. A learning cost of 0
 * is paid back at once if there is a saving.
 */
export function breakEven(learningCost: number, saving: MeanEstimate): BreakEven {
  const after = (perIncident: number | undefined | null) =>
    perIncident !== null && perIncident !== undefined && perIncident > 0 ? learningCost / perIncident : null;
  return {
    incidents: after(saving.mean),
    soonest: after(saving.interval?.high),
    latest: after(saving.interval?.low),
    level: saving.interval?.level ?? null,
  };
}
