import { steerWriteBackSchema } from '#lib/protocol/skill-standing.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { steerWriteBack } from '#lib/server/skills/steer-write-back.ts';

export const POST = (request: Request, { params }: RouteContext<'/api/skills/[id]/write-back'>) =>
  handleRoute(async () => steerWriteBack((await params).id, await parseBody(request, steerWriteBackSchema)));
