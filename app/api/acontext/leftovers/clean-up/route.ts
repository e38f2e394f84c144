import { cleanUpSchema } from '#lib/protocol/leftovers.ts';
import { cleanUpLeftovers } from '#lib/server/acontext/clean-up-leftovers.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';

export const POST = (request: Request) =>
  handleRoute(async () => cleanUpLeftovers((await parseBody(request, cleanUpSchema)).scope), 202);
