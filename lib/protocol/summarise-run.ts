import { countCalls } from './count-calls.ts';
import type { RunSummary } from './run-record.ts';
import type { RunView } from './run-view.ts';

/** The row that lists show of a run. Throws when the view has no `run.queued` yet. */
export function summariseRun(view: RunView): RunSummary {
  if (!view.plan || !view.createdAt) throw new Error(`Run ${view.runId} has no run.queued event`);
  const inferences = view.turns.map(({ inference }) => inference);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const costs = inferences.map(({ cost }) => cost);
  return {
    runId: view.runId,
    plan: view.plan,
    status: view.status,
    learning: view.learning.status,
    createdAt: view.createdAt,
    endedAt: view.endedAt,
    activeMs: activeMs(view, sum(inferences.map(({ paceMs }) => paceMs))),
    turns: view.turns.length,
    calls: countCalls(view.calls),
    inputTokens: sum(inferences.map(({ usage }) => usage.inputTokens)),
    outputTokens: sum(inferences.map(({ usage }) => usage.outputTokens)),
    cost:
      costs.length > 0 && costs.every((cost) => cost !== null) ? sum(costs.map((cost) => cost ?? 0)) : null,
    lastSeq: view.lastSeq,
  };
}

/** From its start to its end, or to the newest thing that it did, without waits on purpose and without time in which no lab was up. */
function activeMs(view: RunView, paceMs: number): number {
  if (!view.started) return 0;
  const done = [view.calls.at(-1)?.at, view.turns.at(-1)?.inference.at, view.resumedAt, view.started.at];
  const times = done.flatMap((at) => (at ? [Date.parse(at)] : []));
  const end = view.endedAt ? Date.parse(view.endedAt) : Math.max(...times);
  return Math.max(0, end - Date.parse(view.started.at) - paceMs - view.downMs);
}
