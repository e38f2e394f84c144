import { handleRoute } from '#lib/server/http/handle-route.ts';
import { cancelExperiment } from '#lib/server/experiments/steer-experiment.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/experiments/[id]/cancel'>) =>
  handleRoute(async () => cancelExperiment((await params).id));
