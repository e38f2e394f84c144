import { MAX_SCENARIO_BODY, scenarioConsoleSchema } from '#lib/protocol/scenario.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { runScenarioConsole } from '#lib/server/scenarios/preview-scenario.ts';

export const POST = (request: Request) =>
  handleRoute(async () =>
    runScenarioConsole(await parseBody(request, scenarioConsoleSchema, MAX_SCENARIO_BODY)),
  );
