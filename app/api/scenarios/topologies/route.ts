import { handleRoute } from '#lib/server/handle-route.ts';
import { listTopologies } from '#lib/server/list-topologies.ts';

export const GET = () => handleRoute(async () => ({ topologies: listTopologies() }));
