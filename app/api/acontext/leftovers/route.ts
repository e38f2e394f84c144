import { getLeftovers } from '#lib/server/get-leftovers.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(getLeftovers);
