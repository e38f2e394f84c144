import { cancelRun } from '#lib/server/runs/cancel-run.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/runs/[id]/cancel'>) =>
  handleRoute(async () => cancelRun((await params).id), 200);
