import { rerunRun } from '#lib/server/runs/rerun-run.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/runs/[id]/rerun'>) =>
  handleRoute(async () => rerunRun((await params).id), 201);
