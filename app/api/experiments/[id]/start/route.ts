import { handleRoute } from '#lib/server/http/handle-route.ts';
import { startExperiment } from '#lib/server/experiments/steer-experiment.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/experiments/[id]/start'>) =>
  handleRoute(async () => startExperiment((await params).id));
