import 'server-only';
import type { SkillListBody } from '#lib/protocol/http.ts';
import { getLab } from './get-lab.ts';

export async function listSkills(): Promise<SkillListBody> {
  const lab = await getLab();
  return { skills: await lab.store.skillVersions.summaries() };
}
