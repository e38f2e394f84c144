import { createHash } from 'node:crypto';
import type { ScenarioData } from '../scenario-schema.ts';

/**
 * Content hash (SHA-256, hex) of a scenario in its complete form: what a run or an experiment remembers it by. The
 * request follows from the rest and does not count.
 */
export function hashScenario({ request: _request, ...data }: ScenarioData & { request?: string }): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(data)))
    .digest('hex');
}

/** Keys in a fixed order, so that the order in which they were written does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
