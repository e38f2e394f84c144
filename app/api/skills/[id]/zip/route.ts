import { exportSkill } from '#lib/server/export-skill.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/skills/[id]/zip'>) =>
  handleRoute(async () => exportSkill((await params).id, new URL(request.url).searchParams.get('version')));
