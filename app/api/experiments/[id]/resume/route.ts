import { handleRoute } from '#lib/server/http/handle-route.ts';
import { resumeExperiment } from '#lib/server/experiments/steer-experiment.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/experiments/[id]/resume'>) =>
  handleRoute(async () => resumeExperiment((await params).id));
