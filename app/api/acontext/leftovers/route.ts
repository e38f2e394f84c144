import { getLeftovers } from '#lib/server/acontext/get-leftovers.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(getLeftovers);
