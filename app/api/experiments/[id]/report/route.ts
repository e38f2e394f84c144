import { exportReport } from '#lib/server/experiments/export-report.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/experiments/[id]/report'>) =>
  handleRoute(async () => exportReport((await params).id));
