import { getSkill } from '#lib/server/get-skill.ts';
import { found, handleRoute } from '#lib/server/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/skills/[id]'>) =>
  handleRoute(async () => {
    const { id } = await params;
    return found(await getSkill(id), `skill ${id}`);
  });
