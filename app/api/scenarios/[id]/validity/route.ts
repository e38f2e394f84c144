import { handleRoute } from '#lib/server/handle-route.ts';
import { checkValidity, getValidity } from '#lib/server/scenario-validity.ts';

type Context = RouteContext<'/api/scenarios/[id]/validity'>;

export const GET = (_request: Request, { params }: Context) =>
  handleRoute(async () => getValidity((await params).id));

export const POST = (_request: Request, { params }: Context) =>
  handleRoute(async () => checkValidity((await params).id), 202);
