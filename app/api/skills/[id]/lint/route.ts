import { handleRoute } from '#lib/server/http/handle-route.ts';
import { lintSkillVersion } from '#lib/server/skills/lint-skill-version.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/skills/[id]/lint'>) =>
  handleRoute(async () =>
    lintSkillVersion((await params).id, new URL(request.url).searchParams.get('version')),
  );
