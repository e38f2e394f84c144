import { getScenarioAnswer } from '#lib/server/scenarios/get-scenario-answer.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (_request: Request, { params }: RouteContext<'/api/scenarios/[id]/answer'>) =>
  handleRoute(async () => getScenarioAnswer((await params).id));
