import type { Slot } from './compared-run.ts';

/** The address of a comparison; `at` is a moment of its replay. */
export function compareHref(runs: Partial<Record<Slot, string>>, pair?: string, at?: number): string {
  const query = new URLSearchParams();
  for (const [slot, runId] of Object.entries(runs)) if (runId) query.set(slot, runId);
  if (pair) query.set('pair', pair);
  if (at !== undefined) query.set('at', String(at));
  const text = query.toString();
  return text ? `/compare?${text}` : '/compare';
}
