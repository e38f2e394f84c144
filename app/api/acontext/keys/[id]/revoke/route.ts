import { handleRoute } from '#lib/server/http/handle-route.ts';
import { revokeAcontextKey } from '#lib/server/acontext/revoke-acontext-key.ts';

export const POST = (_: Request, { params }: RouteContext<'/api/acontext/keys/[id]/revoke'>) =>
  handleRoute(async () => revokeAcontextKey((await params).id));
