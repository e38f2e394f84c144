import { getStory } from '#lib/server/get-story.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(getStory);
