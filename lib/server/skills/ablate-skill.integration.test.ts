import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { ablateSkill } from './ablate-skill.ts';
import { compareExperiment, compareRuns } from '../experiments/compare-arms.ts';
import { getExperiment } from '../experiments/get-experiment.ts';
import { getSkill } from './get-skill.ts';
import { getSkillUse } from './get-skill-use.ts';
import { getStory } from '../story/get-story.ts';
import { listSkills } from './list-skills.ts';
import { startStoryRun } from '../story/start-story-run.ts';

let test: TestLab;
let version: SkillVersion;
beforeAll(async () => {
  test = await openTestLab();
  for (const part of ['act1', 'act2'] as const) {
    const { runId } = await startStoryRun({ part, pace: 'instant' });
    await test.settled(runId);
  }
  const { learned } = await getStory();
  const skill = await getSkill(learned.skills[0]?.skillId ?? '');
  const [newest] = skill?.versions ?? [];
  if (!newest) throw new Error('Act 1 taught nothing');
  version = newest;
});
afterAll(() => test.close());

async function ended(experimentId: string) {
  await expect
    .poll(async () => (await getExperiment(experimentId))?.summary.status.state, { timeout: 30_000 })
    .toBe('completed');
}

it('says of each line which runs followed it and where it was learned', async () => {
  const use = await getSkillUse(version.skillId, null);
  expect(use.runs).toMatchObject({ read: 1, followed: 1 });
  const change = use.steps.find(({ deeds }) => deeds.includes('change'));
  const { act2, act1 } = await getStory();
  expect(change?.followed.runs).toMatchObject([{ runId: act2?.runId, version: 1, outcome: 'verified' }]);
  expect(change?.origin).toMatchObject({ version: 1, runId: act1?.runId });
});

it('runs the same incident and seeds with and without a line, and shows both arms', async () => {
  const use = await getSkillUse(version.skillId, null);
  const step = use.steps.find(({ deeds }) => deeds.includes('change'));
  if (!step) throw new Error('The skill names no change');
  const { file, line } = step;
  const scenarioIds = ['classic-act-2'];
  const input = { versionId: version.versionId, file, from: line, to: line, scenarioIds, seeds: 2 };
  const made = await ablateSkill(version.skillId, { ...input, requestId: 'ablation-test' });
  await ended(made.experimentId);

  const compared = await compareExperiment(made.experimentId);
  expect(compared.arms.map(({ label }) => label)).toEqual(['v1', `v1 without line ${line}`]);
  expect(new Set(compared.rows.map(({ arm, seed }) => `${arm}, seed ${seed}`))).toEqual(
    new Set([1, 2].flatMap((seed) => [`v1, seed ${seed}`, `v1 without line ${line}, seed ${seed}`])),
  );
  const masked = await getSkill(made.skillId);
  expect(masked?.versions[0]).toMatchObject({
    name: version.name,
    ablationOf: { versionId: version.versionId, file, from: line, to: line },
  });
  expect(masked?.versions[0]?.files.find(({ path }) => path === file)?.content).not.toContain(step.text);

  // The same request again makes nothing new, and the same runs can be compared by their ids.
  expect(await ablateSkill(version.skillId, { ...input, requestId: 'ablation-test' })).toEqual(made);
  const byId = await compareRuns([...compared.rows.map(({ id }) => id), 'run_nobody']);
  expect(byId.unknown).toEqual(['run_nobody']);
  const callsOf = ({ rows }: typeof byId) => new Map(rows.map(({ id, calls }) => [id, calls]));
  expect(callsOf(byId)).toEqual(callsOf(compared));
});

it('keeps the masked copy out of every list, and the skill itself as it was', async () => {
  const { skills } = await listSkills();
  expect(skills.filter(({ name }) => name === version.name)).toHaveLength(1);
  expect((await getSkill(version.name))?.versions).toEqual([version]);
});

it('takes several incidents together', async () => {
  const input = { versionId: version.versionId, file: 'SKILL.md', from: 7, to: 7, seeds: 1 };
  const scenarioIds = ['classic-act-1', 'classic-act-2'];
  const { experimentId } = await ablateSkill(version.skillId, { ...input, scenarioIds });
  await ended(experimentId);
  expect((await compareExperiment(experimentId)).rows).toHaveLength(4);
});

it.each([
  [{ file: 'nothing.md', from: 1, to: 1 }, 'invalid_input'],
  [{ file: 'SKILL.md', from: 1, to: 2 }, 'invalid_input'],
  [{ file: 'SKILL.md', from: 900, to: 901 }, 'invalid_input'],
  [{ file: 'SKILL.md', from: 6, to: 6, versionId: 'skv_unknown' }, 'not_found'],
])('refuses %o', async (input, code) => {
  const all = { versionId: version.versionId, scenarioIds: ['classic-act-2'], seeds: 1, ...input };
  await expect(ablateSkill(version.skillId, all)).rejects.toMatchObject({ code });
});
