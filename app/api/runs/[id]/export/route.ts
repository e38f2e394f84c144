import { exportRun } from '#lib/server/runs/export-run.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/runs/[id]/export'>) =>
  handleRoute(async () => exportRun((await params).id));
