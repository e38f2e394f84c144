import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newExperimentSchema } from '#lib/protocol/experiment-http.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { newDecisionSchema, type NewDecisionInput } from '#lib/protocol/skill-standing.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { validateSkill } from '#lib/skills/validate-skill.ts';
import { beginExperiment, isIn, untilExperiment } from '#lib/testing/experiment-harness.ts';
import { openFarAcontext, type FarAcontext } from '#lib/testing/far-acontext.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { decideSkill } from './decide-skill.ts';
import { exportSkill } from './export-skill.ts';
import { getExperimentOptions } from '../experiments/get-experiment-options.ts';
import { getOverTime } from '../experiments/get-over-time.ts';
import { getSkillDecisions } from './get-skill-decisions.ts';
import { listSkills } from './list-skills.ts';
import { previewExperiment } from '../experiments/preview-experiment.ts';
import { snapshotSkills } from '../runs/snapshot-skills.ts';
import { startStoryRun } from '../story/start-story-run.ts';

/** A remote Acontext, so that everything goes over real HTTP and can be made to fail. */
let far: FarAcontext;
let test: TestLab;
let v1: SkillVersion;
let v2: SkillVersion;

beforeAll(async () => {
  far = await openFarAcontext();
  test = await openTestLab(far.env);
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await test.settled(runId);
  const learned = (await test.lab.store.skillVersions.summaries()).find(({ isDefault }) => !isDefault);
  if (!learned) throw new Error('nothing was learned');
  v1 = await newest(learned.skillId);
  // Somebody edits it in Acontext: SKILL.md, and a file in a folder that v1 does not have.
  const main = v1.files.find(({ path }) => path === 'SKILL.md');
  await test.lab.acontext.skills.writeFile(
    v1.skillId,
    'SKILL.md',
    `${main?.content ?? ''}\nRestart everything first.\n`,
  );
  await test.lab.acontext.skills.writeFile(v1.skillId, 'notes/more.md', 'More.\n');
  await snapshotSkills(test.lab, v1.spaceId, {
    runId: null,
    sessionId: null,
    taskIds: [],
    distillation: null,
  });
  v2 = await newest(learned.skillId);
});
afterAll(async () => {
  await test.close();
  await far.close();
});

async function newest(skillId: string): Promise<SkillVersion> {
  const version = await test.lab.store.skillVersions.latestBySkill(skillId);
  if (!version) throw new Error('no version');
  return version;
}
const decide = (input: Partial<NewDecisionInput>) =>
  decideSkill(
    v1.skillId,
    newDecisionSchema.parse({ action: 'publish', version: '1', reason: 'It works.', ...input }),
  );
const standings = async () =>
  Object.fromEntries(
    (await getSkillDecisions(v1.skillId)).standings.map(({ number, standing }) => [`v${number}`, standing]),
  );
async function contentThere(): Promise<string> {
  const { files } = await test.lab.acontext.skills.get(v1.skillId);
  const read = await Promise.all(
    files.map(async ({ path }) => ({
      path,
      content: (await test.lab.acontext.skills.getFile(v1.skillId, path)).content?.raw ?? '',
    })),
  );
  return hashFiles(read);
}

describe('the standing of a skill', () => {
  let helped: string;
  let hurt: string;

  it('begins as a draft, and nothing is published without a verdict', async () => {
    expect(await standings()).toEqual({ v1: 'draft', v2: 'draft' });
    await expect(decide({})).rejects.toMatchObject({ code: 'conflict' });
    await expect(decide({ experimentId: 'exp_none' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await getSkillDecisions(v1.skillId)).decisions).toEqual([]);
  });

  it('rests on an experiment of exactly that version which ended in HELPS', async () => {
    const claim = {
      claim: 'incident' as const,
      scenarioIds: ['classic-act-2', 'classic-act-2-twin'],
      seeds: 10,
    };
    // Ten pairs cannot show much, so the frozen rules ask for little.
    const lenient = { harm: { most: 0.5, alpha: 0.05 }, success: { margin: 0.5, alpha: 0.05 } };
    const arms = (versionId: string) => [
      { arm: 'none' as const },
      { arm: 'learned' as const, versionIds: [versionId] },
    ];
    helped = await beginExperiment({
      ...claim,
      title: 'v1',
      rules: { ...lenient, calls: { leastReduction: 0.01 } },
      arms: arms(v1.versionId),
    });
    await untilExperiment(helped, isIn('completed'));
    // The smallest saving that the frozen rules ask for is more than there can be, so this one cannot end in HELPS.
    hurt = await beginExperiment({
      ...claim,
      title: 'v2',
      arms: arms(v2.versionId),
      rules: { ...lenient, calls: { leastReduction: 0.99 } },
    });
    await untilExperiment(hurt, isIn('completed'));
    const { evidence } = await getSkillDecisions(v1.skillId);
    expect(
      evidence.map(({ title, versionId, verdict, isAbout }) => [title, versionId, verdict, isAbout]),
    ).toEqual([
      ['v2', v2.versionId, expect.not.stringMatching('helps'), true],
      ['v1', v1.versionId, 'helps', true],
    ]);
    await expect(decide({ experimentId: hurt })).rejects.toMatchObject({ code: 'invalid_input' });
    const { decisions } = await decide({ experimentId: helped, by: 'Ada' });
    expect(decisions).toEqual([
      expect.objectContaining({
        action: 'publish',
        number: 1,
        by: 'Ada',
        reason: 'It works.',
        overridden: null,
        evidence: expect.objectContaining({
          experimentId: helped,
          verdict: 'helps',
          complete: true,
          simulated: true,
        }),
      }),
    ]);
    expect(await standings()).toEqual({ v1: 'published', v2: 'draft' });
    expect((await listSkills()).standings[v1.skillId]).toEqual({ standing: 'published', number: 1 });
    await expect(decide({ experimentId: helped })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('can be published without, and then the history says what was missing', async () => {
    await expect(decide({ version: '2', experimentId: hurt })).rejects.toMatchObject({ code: 'conflict' });
    const { decisions } = await decide({
      version: '2',
      experimentId: hurt,
      override: true,
      reason: 'We need it now.',
    });
    expect(decisions[0]).toMatchObject({
      number: 2,
      overridden: expect.stringContaining('did not end in HELPS'),
    });
    expect(await standings()).toEqual({ v1: 'retired', v2: 'published' });
    const { skills } = await getExperimentOptions();
    expect(
      skills.filter(({ standing }) => standing === 'published').map(({ versionId }) => versionId),
    ).toEqual([v2.versionId]);
  });

  it('travels in the metadata of the exported skill, which stays valid; the stored version stays as it is', async () => {
    const bytes = new Uint8Array(await (await exportSkill(v1.skillId, v2.versionId)).arrayBuffer());
    const files = Object.entries(unzipSync(bytes)).map(([path, content]) => ({
      path: path.slice(v2.name.length + 1),
      content: strFromU8(content),
    }));
    expect(files.map(({ path }) => path).toSorted()).toEqual(v2.files.map(({ path }) => path).toSorted());
    expect(validateSkill(files).filter(({ severity }) => severity === 'error')).toEqual([]);
    const main = parseSkillMd(files.find(({ path }) => path === 'SKILL.md')?.content ?? '');
    expect(main.ok && main.skill.frontMatter['metadata']).toMatchObject({
      'auto-learn-lab-standing': 'published',
      'auto-learn-lab-reason': 'We need it now.',
      'auto-learn-lab-overridden': expect.any(String),
      'auto-learn-lab-experiment': hurt,
      'auto-learn-lab-note': SIMULATED_NOTE,
    });
    expect(await newest(v1.skillId)).toEqual(v2);
  });

  it('refuses a decision on an older standing', async () => {
    await expect(decide({ action: 'hold', version: '2', after: null })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('puts the former content back when a write fails halfway, and then decides nothing', async () => {
    const before = await contentThere();
    let writes = 0;
    far.door = (request) => {
      if (!new URL(request.url).pathname.endsWith('/artifact') || request.method !== 'DELETE') return null;
      writes += 1;
      return writes === 1 ? Response.json({ code: 400, msg: 'no', error: 'refused' }, { status: 400 }) : null;
    };
    await expect(decide({ action: 'roll_back', writeBack: true })).rejects.toMatchObject({
      code: 'acontext_failed',
      info: { hint: expect.stringContaining('former content again') },
    });
    far.door = () => null;
    expect(writes).toBe(1);
    expect(await contentThere()).toBe(before);
    expect(await standings()).toEqual({ v1: 'retired', v2: 'published' });
  });

  it('is rolled back with its content, which needs no new verdict', async () => {
    const body = await decide({ action: 'roll_back', writeBack: true, reason: 'v2 restarts everything.' });
    expect(await contentThere()).toBe(v1.contentHash);
    expect(body.decisions[0]).toMatchObject({
      action: 'roll_back',
      overridden: null,
      writtenBack: { spaceId: v1.spaceId },
    });
    // What stands in the space now is a snapshot of its own, so that the next learning is compared with it.
    expect(await newest(v1.skillId)).toMatchObject({ number: 3, versionId: v1.versionId });
    expect(await standings()).toEqual({ v1: 'published', v2: 'held', v3: 'published' });
  });

  it('cannot be rolled back to what was never published', async () => {
    await decide({ action: 'retire', version: '2', reason: 'No longer needed.' });
    expect((await standings())['v2']).toBe('retired');
    const { lab } = test;
    await lab.acontext.skills.writeFile(v1.skillId, 'notes/other.md', 'Other.\n');
    await snapshotSkills(lab, v1.spaceId, { runId: null, sessionId: null, taskIds: [], distillation: null });
    await expect(decide({ action: 'roll_back', version: '4' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('lets an experiment compare the newest version with the published one', async () => {
    const { plan } = await previewExperiment(
      newExperimentSchema.parse({
        claim: 'incident',
        scenarioIds: ['classic-act-2'],
        seeds: 8,
        exploratory: true,
        arms: [{ arm: 'none' }, { arm: 'learned' }, { arm: 'previous', pick: 'published' }],
      }),
    );
    const [, learned, previous] = plan?.arms ?? [];
    expect(learned?.skills.map(({ number }) => number)).toEqual([4]);
    expect(previous?.skills.map(({ versionId }) => versionId)).toEqual([v1.versionId]);
    expect(previous?.note).toContain('published version');
  });

  it('shows over time what each version was worth, and offers what was not measured', async () => {
    const body = await getOverTime({});
    expect(body).toMatchObject({
      model: test.lab.model.info.name,
      note: expect.stringContaining('simulated'),
    });
    expect(body.versions.map(({ number, against }) => [number, against])).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(body.versions[0]?.effect.calls.logRatio).toBeLessThan(0);
    expect(body.curves.map(({ source }) => source)).toContain('experiments');
    const measured = body.transfer.cells.filter(({ effect }) => effect);
    expect(measured).toHaveLength(1);
    expect(body.transfer.cells.filter(({ effect, offer }) => !effect && offer).length).toBeGreaterThan(20);
    expect(await getOverTime({})).toEqual(body);
  });
});
