import { handleRoute } from '#lib/server/handle-route.ts';
import { pauseExperiment } from '#lib/server/steer-experiment.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/experiments/[id]/pause'>) =>
  handleRoute(async () => pauseExperiment((await params).id));
