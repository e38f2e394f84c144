import { handleRoute } from '#lib/server/http/handle-route.ts';
import { pauseExperiment } from '#lib/server/experiments/steer-experiment.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/experiments/[id]/pause'>) =>
  handleRoute(async () => pauseExperiment((await params).id));
