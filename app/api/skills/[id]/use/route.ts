import { getSkillUse } from '#lib/server/skills/get-skill-use.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/skills/[id]/use'>) =>
  handleRoute(async () => getSkillUse((await params).id, new URL(request.url).searchParams.get('version')));
