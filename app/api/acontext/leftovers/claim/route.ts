import { leftoverPlaceSchema } from '#lib/protocol/leftovers.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { claimLeftovers } from '#lib/server/acontext/leftovers-elsewhere.ts';

export const POST = (request: Request) =>
  handleRoute(async () => claimLeftovers((await parseBody(request, leftoverPlaceSchema)).placeId));
