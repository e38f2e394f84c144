import { newAcontextKeySchema } from '#lib/protocol/acontext-key.ts';
import { createAcontextKey } from '#lib/server/acontext/create-acontext-key.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { listAcontextKeys } from '#lib/server/acontext/list-acontext-keys.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(listAcontextKeys);
export const POST = (request: Request) =>
  handleRoute(async () => createAcontextKey(await parseBody(request, newAcontextKeySchema)), 201);
