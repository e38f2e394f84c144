import { handleRoute } from '#lib/server/http/handle-route.ts';
import { checkValidity, getValidity } from '#lib/server/scenarios/scenario-validity.ts';

type Context = RouteContext<'/api/scenarios/[id]/validity'>;

export const GET = (_request: Request, { params }: Context) =>
  handleRoute(async () => getValidity((await params).id));

export const POST = (_request: Request, { params }: Context) =>
  handleRoute(async () => checkValidity((await params).id), 202);
