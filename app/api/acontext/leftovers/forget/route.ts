import { leftoverPlaceSchema } from '#lib/protocol/leftovers.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { forgetLeftovers } from '#lib/server/acontext/leftovers-elsewhere.ts';

export const POST = (request: Request) =>
  handleRoute(async () => forgetLeftovers((await parseBody(request, leftoverPlaceSchema)).placeId));
