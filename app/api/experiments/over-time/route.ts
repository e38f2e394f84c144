import { overTimeQuerySchema } from '#lib/protocol/over-time.ts';
import { getOverTime } from '#lib/server/experiments/get-over-time.ts';
import { handleRoute, parseQuery } from '#lib/server/http/handle-route.ts';

export const GET = (request: Request) =>
  handleRoute(async () => getOverTime(parseQuery(new URL(request.url).searchParams, overTimeQuerySchema)));
