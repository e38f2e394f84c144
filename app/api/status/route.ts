import { getStatus } from '#lib/server/get-status.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(getStatus);
