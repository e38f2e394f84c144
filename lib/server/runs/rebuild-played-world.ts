import { rebuildWorld } from '#lib/agent/index.ts';
import { createEnvironment } from '#lib/environment/index.ts';
import type { Environment } from '#lib/protocol/ports.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { scenarioOf } from '../scenarios/find-scenario.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

/** The world of a played run after its last recorded call: nobody holds it in between, so a restart costs nothing. */
export async function rebuildPlayedWorld(lab: Lab, { runId, plan, calls }: RunView): Promise<Environment> {
  const planned = found(plan, `run ${runId}`);
  const environment = createEnvironment(await scenarioOf(lab.store, planned), planned.seed);
  rebuildWorld(environment, calls);
  return environment;
}
