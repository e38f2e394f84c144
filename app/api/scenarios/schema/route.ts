import { getScenarioSchema } from '#lib/server/get-scenario-schema.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const GET = () => handleRoute(getScenarioSchema);
