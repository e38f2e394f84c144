import { getSkill } from '#lib/server/skills/get-skill.ts';
import { found, handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/skills/[id]'>) =>
  handleRoute(async () => {
    const { id } = await params;
    return found(await getSkill(id), `skill ${id}`);
  });
