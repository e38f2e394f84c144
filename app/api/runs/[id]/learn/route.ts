import { learnFromRun } from '#lib/server/runs/learn-from-run.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/runs/[id]/learn'>) =>
  handleRoute(async () => learnFromRun((await params).id), 201);
