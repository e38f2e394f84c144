import { handleRoute } from '#lib/server/handle-route.ts';
import { resetStory } from '#lib/server/reset-story.ts';

export const POST = () => handleRoute(resetStory, 201);
