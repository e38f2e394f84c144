import { getScenarioSchema } from '#lib/server/scenarios/get-scenario-schema.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = () => handleRoute(getScenarioSchema);
