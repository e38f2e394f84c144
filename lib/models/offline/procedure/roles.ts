import { type Facts, namesIn, serviceOf } from '../incident/facts.ts';
import type { LogLine } from '../incident/parse-logs.ts';
import type { Signal } from '../incident/signals.ts';

const lineWeight = ({ level, signals }: LogLine, wanted: readonly Signal[]): number => {
  const fits = signals.some((signal) => wanted.includes(signal)) ? 4 : 1;
  return level === 'INFO' ? 0 : fits * (level === 'ERROR' ? 2 : 1);
};

/** The service that the front's log points at, given the kinds of trouble in question; null when it names none. */
export function upstreamOf(facts: Facts, front: string, wanted: readonly Signal[]): string | null {
  const weights = new Map<string, number>();
  for (const line of serviceOf(facts, front)?.log ?? []) {
    for (const name of namesIn(facts, line, front)) {
      weights.set(name, (weights.get(name) ?? 0) + lineWeight(line, wanted));
    }
  }
  const [best] = [...weights].toSorted((a, b) => b[1] - a[1]);
  return best && best[1] > 0 ? best[0] : null;
}
