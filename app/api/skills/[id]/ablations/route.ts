import { newAblationSchema } from '#lib/protocol/ablation.ts';
import { ablateSkill } from '#lib/server/skills/ablate-skill.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';

export const POST = (request: Request, { params }: RouteContext<'/api/skills/[id]/ablations'>) =>
  handleRoute(async () => ablateSkill((await params).id, await parseBody(request, newAblationSchema)), 201);
