import type { Evaluation } from '#lib/protocol/evaluation.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import type { Served } from '../session.ts';
import type { Journal } from './journal.ts';

export function withinSlo(plan: WorldPlan, { failing, p99Ms }: Served): boolean {
  const { slo } = plan.scenario;
  return failing < slo.maxErrorRate && p99Ms < slo.p99Ms;
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
  const lastBad = served.findLast((tick) => !withinSlo(plan, tick));
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
