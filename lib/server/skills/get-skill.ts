import 'server-only';
import type { SkillBody } from '#lib/protocol/http.ts';
import { getLab } from '../lab/get-lab.ts';

/** By id, or by name: then the newest live skill of that name, else the newest that once lived. */
export async function getSkill(idOrName: string): Promise<SkillBody | null> {
  const { store } = await getLab();
  const byId = await store.skillVersions.summary(idOrName);
  const named = byId ? [] : (await store.skillVersions.summaries()).filter(({ name }) => name === idOrName);
  const skill = byId ?? named.find(({ live }) => live) ?? named[0];
  return skill ? { skill, versions: await store.skillVersions.listBySkill(skill.skillId) } : null;
}
