import { handleRoute } from '#lib/server/handle-route.ts';
import { listScenarios } from '#lib/server/list-scenarios.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(listScenarios);
