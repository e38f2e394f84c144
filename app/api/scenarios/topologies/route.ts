import { handleRoute } from '#lib/server/http/handle-route.ts';
import { listTopologies } from '#lib/server/scenarios/list-topologies.ts';

export const GET = () => handleRoute(async () => ({ topologies: listTopologies() }));
