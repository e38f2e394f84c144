import type { Evaluation } from '#lib/protocol/evaluation.ts';
import { at } from '../model/world-plan.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import type { Served } from '../session.ts';
import type { Journal } from './journal.ts';

/** Whether users got in one tick what they were promised. */
export function withinSlo(plan: WorldPlan, served: readonly Served[], index: number): boolean {
  const { slo } = plan.scenario;
  const { failing, p99Ms } = at(served, index);
  return failing < slo.maxErrorRate && p99Ms < slo.p99Ms && catchesUp(plan, served, index);
}

/** A queue is short enough, or becomes so in time at the rate of this tick. */
function catchesUp(plan: WorldPlan, served: readonly Served[], index: number): boolean {
  const promise = plan.scenario.slo.lag;
  const { lag } = at(served, index);
  if (!promise || lag <= promise.max) return true;
  const drained = (served[index - 1]?.lag ?? lag) - lag;
  return drained > 0 && (lag - promise.max) / drained <= promise.withinTicks;
}

/** Figures beside the verdict; `served` runs from the first tick to the end of the check. */
export function measureRun(
  plan: WorldPlan,
  journal: Journal,
  served: readonly Served[],
): Evaluation['metrics'] {
  const { root } = plan.scenario;
  const firstLook = journal.find(
    ({ tool, service, accepted }) => accepted && tool === 'read_config' && service === root?.service,
  );
  const lastBad = served.findLast((_tick, index) => !withinSlo(plan, served, index));
  const asked = served.reduce((sum, { requests }) => sum + requests, 0);
  const failed = served.reduce((sum, { requests, failing }) => sum + requests * failing, 0);
  return {
    ticksToLocalise: firstLook?.tick ?? null,
    ticksToMitigate: mitigatedAt(served, lastBad),
    errorBudgetBurned: asked === 0 ? 0 : failed / asked,
    wrongWrites: journal.filter(({ wrongWrite }) => wrongWrite).length,
    needlessRestarts: journal.filter(({ needlessRestart }) => needlessRestart).length,
    repeatedCalls: countRepeats(journal),
  };
}

function mitigatedAt(served: readonly Served[], lastBad: Served | undefined): number | null {
  if (!lastBad) return 0;
  return lastBad === served.at(-1) ? null : lastBad.tick + 1;
}

/** Calls that asked the same again although nothing had been written since. */
function countRepeats(journal: Journal): number {
  let seen = new Set<string>();
  let repeats = 0;
  for (const { signature, kind, accepted } of journal) {
    if (seen.has(signature)) repeats += 1;
    if (kind === 'write' && accepted) seen = new Set();
    seen.add(signature);
  }
  return repeats;
}
