import { getStory } from '#lib/server/story/get-story.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(getStory);
