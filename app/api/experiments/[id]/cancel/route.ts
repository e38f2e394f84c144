import { handleRoute } from '#lib/server/handle-route.ts';
import { cancelExperiment } from '#lib/server/steer-experiment.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/experiments/[id]/cancel'>) =>
  handleRoute(async () => cancelExperiment((await params).id));
