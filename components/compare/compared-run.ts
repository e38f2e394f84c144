import { isPlayed } from '#lib/protocol/played-run.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';

export const SLOTS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
/** The places of the address: /compare?a=…&b=… and up to f, or ?runs=… with the ids in this order. */
export type Slot = (typeof SLOTS)[number];

/** A run in one of the places, under the name that the whole page uses for it. */
export interface ComparedRun {
  slot: Slot;
  label: string;
  plan: RunPlan;
  view: RunView;
  summary: RunSummary;
}

/** The name that a run has by its part in the story, or by who played it; null where neither says anything. */
export function storyName(plan: Pick<RunPlan, 'act' | 'arm' | 'model'>): string | null {
  const { act, arm } = plan;
  if (isPlayed(plan)) return 'Your run';
  if (act === 1) return 'Act 1';
  if (act === 2) return arm === 'none' ? 'Control' : 'Act 2';
  return null;
}

/** The incident's title, without the part of the story that its run's name says already. */
export function incidentTitle({ scenarioTitle }: Pick<RunPlan, 'scenarioTitle'>): string {
  return scenarioTitle.replace(/^Act \d+: (?=\S)/, '');
}

/** Gives each run its name; two runs with the same part are told apart by their place. */
export function nameRuns(views: readonly { slot: Slot; view: RunView }[]): ComparedRun[] {
  const known = views.flatMap(({ slot, view }) => {
    const { plan } = view;
    return plan ? [{ slot, view, plan, name: storyName(plan) }] : [];
  });
  return known.map(({ slot, view, plan, name }) => {
    const letter = slot.toUpperCase();
    const twice = known.filter((other) => other.name === name).length > 1;
    const label = name === null ? `Run ${letter}` : twice ? `${name} (${letter})` : name;
    return { slot, label, plan, view, summary: summariseRun(view) };
  });
}
