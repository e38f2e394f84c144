import { playMoveSchema } from '#lib/protocol/http.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { playMove } from '#lib/server/runs/play-move.ts';

export const POST = (request: Request, { params }: RouteContext<'/api/runs/[id]/moves'>) =>
  handleRoute(async () => playMove((await params).id, await parseBody(request, playMoveSchema)));
