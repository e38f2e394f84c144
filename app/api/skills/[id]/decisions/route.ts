import { newDecisionSchema } from '#lib/protocol/skill-standing.ts';
import { decideSkill } from '#lib/server/skills/decide-skill.ts';
import { getSkillDecisions } from '#lib/server/skills/get-skill-decisions.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';

export const GET = (_: Request, { params }: RouteContext<'/api/skills/[id]/decisions'>) =>
  handleRoute(async () => getSkillDecisions((await params).id));

export const POST = (request: Request, { params }: RouteContext<'/api/skills/[id]/decisions'>) =>
  handleRoute(async () => {
    const body = await decideSkill((await params).id, await parseBody(request, newDecisionSchema));
    // Not decided yet: its content waits to be written.
    return Response.json(body, {
      status: body.writing ? 202 : 201,
      headers: { 'cache-control': 'no-store' },
    });
  });
