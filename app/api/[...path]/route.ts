import { found, handleRoute } from '#lib/server/http/handle-route.ts';

/** What no other route answers: a script reads JSON, not a page. */
const unknown = (request: Request) =>
  handleRoute(async () => found(null, `route ${request.method} ${new URL(request.url).pathname}`));

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
