import { exportEvidence } from '#lib/server/export-evidence.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/experiments/[id]/bundle'>) =>
  handleRoute(async () => exportEvidence((await params).id));
