import { getExperimentAnalysis } from '#lib/server/experiments/get-experiment-analysis.ts';
import { found, handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/experiments/[id]/analysis'>) =>
  handleRoute(async () => {
    const { id } = await params;
    return found(await getExperimentAnalysis(id), `analysis of experiment ${id} yet`);
  });
