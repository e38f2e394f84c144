import { MAX_SCENARIO_BODY, parseScenarioSchema } from '#lib/protocol/scenario.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { previewScenario } from '#lib/server/scenarios/preview-scenario.ts';

export const POST = (request: Request) =>
  handleRoute(async () => previewScenario(await parseBody(request, parseScenarioSchema, MAX_SCENARIO_BODY)));
