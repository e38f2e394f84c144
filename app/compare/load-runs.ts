import { SLOTS, nameRuns, type ComparedRun, type Slot } from '#components/compare/compared-run.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { getRun } from '#lib/server/runs/get-run.ts';
import { getRunEvents } from '#lib/server/runs/get-run-events.ts';
import { getStory } from '#lib/server/story/get-story.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';

export type Chosen = Partial<Record<Slot, string>>;

export interface LoadedRuns {
  runs: ComparedRun[];
  /** Ids of the address that no run has. */
  unknown: string[];
  /** What the picker offers: recent runs and the chosen ones. */
  offered: RunSummary[];
  chosen: Chosen;
  /** The address named no run, so the story's are shown. */
  isDefault: boolean;
}

const RECENT = 100;

/** The runs that the address names, else those of the current story. */
export async function loadRuns(asked: Chosen): Promise<LoadedRuns> {
  const isDefault = SLOTS.every((slot) => asked[slot] === undefined);
  const [recent, chosen] = await Promise.all([listRuns({ limit: RECENT }), isDefault ? storyRuns() : asked]);
  const slots = SLOTS.flatMap((slot) => {
    const runId = chosen[slot];
    return runId ? [{ slot, runId }] : [];
  });
  const loaded = await Promise.all(
    slots.map(async ({ slot, runId }) => ({ slot, view: foldRunEvents(runId, await getRunEvents(runId)) })),
  );
  const runs = nameRuns(loaded);
  const unknown = loaded.filter(({ view }) => view.plan === null).map(({ view }) => view.runId);
  const missing = runs.filter(({ view }) => !recent.runs.some(({ runId }) => runId === view.runId));
  const extra = await Promise.all(missing.map(({ view }) => getRun(view.runId)));
  return {
    runs,
    unknown,
    offered: [...recent.runs, ...extra.filter((run) => run !== null)],
    chosen,
    isDefault,
  };
}

async function storyRuns(): Promise<Chosen> {
  const { act1, act2, control } = await getStory();
  return {
    ...(act1 && { a: act1.runId }),
    ...(act2 && { b: act2.runId }),
    ...(control && { c: control.runId }),
  };
}
