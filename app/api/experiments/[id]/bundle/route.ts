import { exportEvidence } from '#lib/server/experiments/export-evidence.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/experiments/[id]/bundle'>) =>
  handleRoute(async () => exportEvidence((await params).id));
