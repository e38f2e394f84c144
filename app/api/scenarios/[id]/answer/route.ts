import { getScenarioAnswer } from '#lib/server/get-scenario-answer.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const GET = (_request: Request, { params }: RouteContext<'/api/scenarios/[id]/answer'>) =>
  handleRoute(async () => getScenarioAnswer((await params).id));
