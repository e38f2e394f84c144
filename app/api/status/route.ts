import { getStatus } from '#lib/server/lab/get-status.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(getStatus);
