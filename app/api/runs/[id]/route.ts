import { getRun } from '#lib/server/runs/get-run.ts';
import { found, handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/runs/[id]'>) =>
  handleRoute(async () => {
    const { id } = await params;
    return found(await getRun(id), `run ${id}`);
  });
