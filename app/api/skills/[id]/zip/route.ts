import { exportSkill } from '#lib/server/skills/export-skill.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/skills/[id]/zip'>) =>
  handleRoute(async () => exportSkill((await params).id, new URL(request.url).searchParams.get('version')));
