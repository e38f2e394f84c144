import { handleRoute } from '#lib/server/handle-route.ts';
import { listSkills } from '#lib/server/list-skills.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(listSkills);
