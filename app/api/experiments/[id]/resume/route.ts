import { handleRoute } from '#lib/server/handle-route.ts';
import { resumeExperiment } from '#lib/server/steer-experiment.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/experiments/[id]/resume'>) =>
  handleRoute(async () => resumeExperiment((await params).id));
