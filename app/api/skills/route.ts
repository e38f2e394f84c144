import { handleRoute } from '#lib/server/http/handle-route.ts';
import { listSkills } from '#lib/server/skills/list-skills.ts';

export const dynamic = 'force-dynamic';

export const GET = () => handleRoute(listSkills);
