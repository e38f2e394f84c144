import 'server-only';
import type { SkillListBody } from '#lib/protocol/http.ts';
import { listedStanding, standingsOf } from '#lib/skills/standing-of.ts';
import { getLab } from '../lab/get-lab.ts';

export async function listSkills(): Promise<SkillListBody> {
  const { store } = await getLab();
  const skills = await store.skillVersions.summaries();
  const learnings = await store.experiments.learnedSkills();
  const decisions = Map.groupBy(await store.decisions.all(), ({ skillId }) => skillId);
  return {
    skills,
    experiments: Object.fromEntries(
      skills.flatMap(({ skillId }) => {
        const experimentId = learnings.get(skillId);
        return experimentId === undefined ? [] : [[skillId, experimentId]];
      }),
    ),
    standings: Object.fromEntries(
      skills.map(({ skillId, latestVersionId, versions }) => [
        skillId,
        listedStanding(
          [{ versionId: latestVersionId, number: versions }],
          standingsOf(decisions.get(skillId) ?? []),
        ),
      ]),
    ),
  };
}
