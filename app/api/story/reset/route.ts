import { resetStorySchema } from '#lib/protocol/leftovers.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { resetStory } from '#lib/server/story/reset-story.ts';

export const POST = (request: Request) =>
  handleRoute(async () => resetStory(await parseBody(request, resetStorySchema)), 201);
