import { getExperiment } from '#lib/server/experiments/get-experiment.ts';
import { found, handleRoute } from '#lib/server/http/handle-route.ts';
import { deleteExperiment } from '#lib/server/experiments/steer-experiment.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/experiments/[id]'>) =>
  handleRoute(async () => {
    const { id } = await params;
    return found(await getExperiment(id), `experiment ${id}`);
  });

export const DELETE = (_: Request, { params }: RouteContext<'/api/experiments/[id]'>) =>
  handleRoute(async () => deleteExperiment((await params).id));
