import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { isLesson, splitEntries } from '#lib/skills/split-entries.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { getSkill } from '../skills/get-skill.ts';
import { getStory } from './get-story.ts';
import { lintSkillVersion } from '../skills/lint-skill-version.ts';
import { resetStory } from './reset-story.ts';
import { startRun } from '../runs/start-run.ts';
import { startStoryRun } from './start-story-run.ts';

let test: TestLab;
beforeAll(async () => {
  test = await openTestLab();
});
afterAll(() => test.close());

async function play(part: 'act1' | 'act2' | 'control') {
  const { runId } = await startStoryRun({ part, pace: 'instant' });
  const run = await test.settled(runId);
  expect(checkStream(await test.events(runId))).toEqual([]);
  return run;
}

describe('the story', () => {
  it('refuses Act 2 before anything was learned', async () => {
    await expect(startStoryRun({ part: 'act2', pace: 'instant' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('goes from Act 1 over a skill to a shorter Act 2, with its control beside it', async () => {
    const act1 = await play('act1');
    expect(act1.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(act1.learning.state).toBe('completed');

    const { learned } = await getStory();
    expect(learned.tasks).toMatchObject([{ status: 'success' }]);
    const [summary] = learned.skills;
    expect(summary).toMatchObject({ isDefault: false, live: true, versions: 1, taughtBy: [act1.runId] });
    const skill = await getSkill(summary?.name ?? '');
    expect(skill?.versions[0]?.provenance).toMatchObject({ runId: act1.runId });
    expect(skill?.versions[0]?.provenance.distillation).toContain('Goal');

    const act2 = await play('act2');
    const control = await play('control');
    expect(act2.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(control.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(act2.calls.skill).toBeGreaterThan(0);
    expect(control.calls.skill).toBe(0);
    expect(act2.calls.devops).toBeLessThan(act1.calls.devops);
    expect(act2.calls.devops).toBeLessThan(control.calls.devops);
  });

  it('adds a version to the skill when another incident teaches something else, and keeps the first', async () => {
    const { learned } = await getStory();
    const { runId } = await startRun({
      scenarioId: 'classic-act-2-twin',
      seed: 1,
      arm: 'none',
      pace: 'instant',
      learns: true,
    });
    const run = await test.settled(runId);
    expect(run.learning).toEqual({ state: 'completed', skillsChanged: 1 });
    const skill = await getSkill(learned.skills[0]?.skillId ?? '');
    expect(skill?.versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(skill?.versions[0]).toMatchObject({
      parentVersionId: skill?.versions[1]?.versionId,
      provenance: { runId },
    });
    const [newest, first] =
      skill?.versions.map(({ files }) =>
        files.flatMap(({ content }) => splitEntries(content).filter(isLesson)),
      ) ?? [];
    const titles = newest?.map(({ title }) => title) ?? [];
    expect(first).toHaveLength(1);
    expect(titles).toHaveLength(2);
    expect(titles).toEqual(expect.arrayContaining(first?.map(({ title }) => title) ?? ['']));
    for (const { date, lines } of newest ?? []) {
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      const parts = lines.map(({ part }) => part);
      expect(parts).toEqual(expect.arrayContaining(['when', 'unless', 'steps']));
    }
    const { skillId = '' } = skill?.skill ?? {};
    expect(await lintSkillVersion(skillId, null)).toMatchObject({
      versionId: skill?.versions[0]?.versionId,
      counts: { error: 0, warning: 0, note: 0 },
      findings: [],
    });
    expect(await lintSkillVersion(skillId, '1')).toMatchObject({ versionId: skill?.versions[1]?.versionId });
    await expect(lintSkillVersion(skillId, '9')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('begins anew after a reset: the space and its skills are gone from Acontext, runs and versions stay', async () => {
    const before = await getStory();
    expect(await resetStory()).toMatchObject({ leftBehind: 0 });
    const after = await getStory();
    expect(after).toMatchObject({ spaceId: null, act1: null, act2: null, learned: { skills: [] } });
    const skill = await getSkill(before.learned.skills[0]?.skillId ?? '');
    expect(skill?.skill.live).toBe(false);
    expect(skill?.versions).toHaveLength(2);
    await expect(test.lab.acontext.learningSpaces.get(before.spaceId ?? '')).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await test.lab.store.runs.get(before.act1?.runId ?? '')).not.toBeNull();
  });
});
