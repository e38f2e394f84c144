import type { Slot } from './compared-run.ts';

/** The address of a comparison. */
export function compareHref(runs: Partial<Record<Slot, string>>, pair?: string): string {
  const query = new URLSearchParams();
  for (const [slot, runId] of Object.entries(runs)) if (runId) query.set(slot, runId);
  if (pair) query.set('pair', pair);
  const text = query.toString();
  return text ? `/compare?${text}` : '/compare';
}
