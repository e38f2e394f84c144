import { rebuildWorld } from '#lib/agent/index.ts';
import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import type { Environment } from '#lib/protocol/ports.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { found } from './handle-route.ts';

/** The world of a played run after its last recorded call: nobody holds it in between, so a restart costs nothing. */
export function rebuildPlayedWorld({ runId, plan, calls }: RunView): Environment {
  const { scenarioId, seed } = found(plan, `run ${runId}`);
  const environment = createEnvironment(found(findScenario(scenarioId), `scenario ${scenarioId}`), seed);
  rebuildWorld(environment, calls);
  return environment;
}
