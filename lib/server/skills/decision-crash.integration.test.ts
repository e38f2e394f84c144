import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NewDecisionInput } from '#lib/protocol/skill-standing.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import { metadataOf } from '#lib/skills/stamp-standing.ts';
import { openStore } from '#lib/store/index.ts';
import { openFarAcontext, refusal, type FarAcontext } from '#lib/testing/far-acontext.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { sampleDecision } from '#lib/testing/sample-decision.ts';
import { temporaryLab, type TemporaryLab } from '#lib/testing/temporary-lab.ts';
import { decideSkill } from './decide-skill.ts';
import { readStanding } from './get-skill-decisions.ts';
import { readSkillFiles, snapshotSkills } from '../runs/snapshot-skills.ts';
import { startStoryRun } from '../story/start-story-run.ts';

const CHILD = new URL('../../testing/decision-child.ts', import.meta.url).pathname;
/** A loaded machine takes its time. */
const PATIENT = { timeout: 30_000 };
const UNKNOWN = { runId: null, sessionId: null, taskIds: [], distillation: null };

/** A remote Acontext, whose door decides at which request the lab dies. */
let far: FarAcontext;
let folder: TemporaryLab;
let child: ChildProcess | null = null;
let test: TestLab | null = null;
/** Two versions that differ in three files. */
let versions: [SkillVersion, SkillVersion];
let skillId: string;

async function open(): Promise<TestLab> {
  test = await openTestLab(far.env, folder.dataDir);
  return test;
}
async function close(): Promise<void> {
  await test?.close();
  test = null;
}

beforeAll(async () => {
  far = await openFarAcontext();
  folder = temporaryLab();
  const setUp = await open();
  const { lab } = setUp;
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await setUp.settled(runId);
  const learned = (await lab.store.skillVersions.summaries()).find(({ isDefault }) => !isDefault);
  skillId = learned?.skillId ?? '';
  const newest = async () => {
    const version = await lab.store.skillVersions.latestBySkill(skillId);
    if (!version) throw new Error('nothing was learned');
    return version;
  };
  const first = await newest();
  const main = first.files.find(({ path }) => path === 'SKILL.md');
  await lab.acontext.skills.writeFile(skillId, 'SKILL.md', `${main?.content ?? ''}\nRead the notes.\n`);
  for (const name of ['one', 'two'])
    await lab.acontext.skills.writeFile(skillId, `notes/${name}.md`, `${name}\n`);
  await snapshotSkills(lab, first.spaceId, UNKNOWN);
  versions = [first, await newest()];
  await close();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await close();
});
afterAll(async () => {
  await far.close();
  folder.remove();
});

/** Begins a lab that decides, in a process of its own. */
function decideElsewhere(...decisions: NewDecisionInput[]): { printed: number[] } {
  const args = [folder.dataDir, skillId, JSON.stringify(far.env), JSON.stringify(decisions)];
  const own = spawn(process.execPath, ['--conditions=react-server', CHILD, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = own;
  const printed: number[] = [];
  own.stdout.on('data', (chunk: Buffer) =>
    printed.push(...chunk.toString().split('\n').filter(Boolean).map(Number)),
  );
  return { printed };
}
async function killed(): Promise<void> {
  const gone = child && once(child, 'close');
  child?.kill('SIGKILL');
  await gone;
}

const publish = ({ versionId }: SkillVersion, writeBack: boolean): NewDecisionInput => ({
  action: 'publish',
  version: versionId,
  reason: 'numbered by the child',
  override: true,
  writeBack,
});

async function hashThere(): Promise<string> {
  const { files } = await far.lab.acontext.skills.get(skillId);
  const paths = files.map(({ path }) => path);
  return hashFiles(await readSkillFiles(far.lab, skillId, paths));
}

describe('a lab that is killed with -9 while it writes a version back', () => {
  interface Point {
    name: string;
    /** Files that were changed before. */
    writes: number;
    /** The request at which it dies. */
    at: 'any request' | 'a change that never arrives' | 'a change whose answer never comes';
    /** What that leaves in the learning space. */
    leaves: 'the former content' | 'files of both' | 'the new content';
  }
  const POINTS: Point[] = [
    { name: 'before anything is changed', writes: 0, at: 'any request', leaves: 'the former content' },
    { name: 'at the first file', writes: 0, at: 'a change that never arrives', leaves: 'the former content' },
    {
      name: 'between two files',
      writes: 1,
      at: 'a change whose answer never comes',
      leaves: 'files of both',
    },
    { name: 'while everything is read back', writes: 3, at: 'any request', leaves: 'the new content' },
  ];

  /** The content that stands there, and the other one. */
  async function nowAndNext(): Promise<{ now: SkillVersion; next: SkillVersion }> {
    const [first, second] = versions;
    return (await hashThere()) === first.contentHash
      ? { now: first, next: second }
      : { now: second, next: first };
  }

  async function killAt({ writes, at }: Pick<Point, 'writes' | 'at'>, target: SkillVersion): Promise<void> {
    const reached = Promise.withResolvers<void>();
    const dead = Promise.withResolvers<void>();
    let written = 0;
    far.door = async (request) => {
      const isWrite = request.method !== 'GET' && new URL(request.url).pathname.endsWith('/artifact');
      if (written < writes || (at !== 'any request' && !isWrite)) {
        if (isWrite) written += 1;
        return null;
      }
      if (at === 'a change whose answer never comes') await far.lab.embedded?.handle(request);
      reached.resolve();
      await dead.promise;
      return refusal(503);
    };
    decideElsewhere(publish(target, true));
    await reached.promise;
    await killed();
    far.door = () => null;
    dead.resolve();
  }

  it.each(POINTS)('$name: the next start completes it, and nothing half-written is kept', async (point) => {
    const { now, next } = await nowAndNext();
    await killAt(point, next);
    const left = await hashThere();
    const known = { [now.contentHash]: 'the former content', [next.contentHash]: 'the new content' };
    expect(known[left] ?? 'files of both').toBe(point.leaves);

    const { lab } = await open();
    const entries = () => lab.store.decisions.list(skillId);
    const before = (await entries()).length;
    expect(before).toBe(POINTS.indexOf(point));
    await expect.poll(async () => (await entries()).length, PATIENT).toBe(before + 1);
    expect((await entries()).at(-1)).toMatchObject({
      versionId: next.versionId,
      reason: 'No. 1',
      writtenBack: { spaceId: next.spaceId },
    });
    expect(await hashThere()).toBe(next.contentHash);
    expect(await keptHashes(lab)).toEqual(new Set(versions.map(({ contentHash }) => contentHash)));
    expect((await readStanding(lab, next)).standing).toBe('published');
  });

  it('puts the former content back when somebody else decided before it came up again', async () => {
    const { now, next } = await nowAndNext();
    await killAt({ writes: 1, at: 'a change whose answer never comes' }, next);
    expect([now.contentHash, next.contentHash]).not.toContain(await hashThere());
    const clock = { now: () => Date.now() };
    const store = await openStore({ kind: 'sqlite', dataDir: folder.dataDir }, { clock });
    await store.decisions.add(
      sampleDecision({ decisionId: 'dec_other', skillId, versionId: now.versionId, action: 'hold' }),
    );
    await store.close();
    const { lab } = await open();
    await expect.poll(hashThere, PATIENT).toBe(now.contentHash);
    const decisions = await lab.store.decisions.list(skillId);
    expect(decisions.at(-1)?.decisionId).toBe('dec_other');
    expect(await keptHashes(lab)).toEqual(new Set(versions.map(({ contentHash }) => contentHash)));
  });
});

const keptHashes = async (lab: TestLab['lab']): Promise<Set<string>> => {
  const kept = await lab.store.skillVersions.listBySkill(skillId);
  return new Set(kept.map(({ contentHash }) => contentHash));
};

describe('a lab that is killed with -9 while it decides', () => {
  it('keeps every decision that it answered, each once and in order, and exports the reason of the newest', async () => {
    const [first, second] = versions;
    const { lab } = await open();
    const before = (await lab.store.decisions.list(skillId)).length;
    await close();
    const { printed } = decideElsewhere(publish(first, false), publish(second, false), {
      action: 'retire',
      version: second.versionId,
      reason: 'numbered by the child',
    });
    await expect.poll(() => printed.length, PATIENT).toBeGreaterThan(5);
    await killed();

    const after = await open();
    const reasons = async () =>
      (await after.lab.store.decisions.list(skillId)).slice(before).map(({ reason }) => reason);
    const answered = printed.map((number) => `No. ${number}`);
    expect((await reasons()).slice(0, answered.length)).toEqual(answered);
    // The one at which it died is there as a whole, at once or when the engine has come to it, or not at all.
    const last = { ...publish(first, true), reason: 'After the crash.', override: true, writeBack: true };
    const isDone = () =>
      decideSkill(skillId, last).then(
        () => true,
        () => false,
      );
    await expect.poll(isDone, PATIENT).toBe(true);
    const all = await reasons();
    const numbered = all.slice(0, -1);
    expect(numbered).toEqual(numbered.map((_, index) => `No. ${index + 1}`));
    expect(numbered.length - answered.length).toBeLessThanOrEqual(1);
    expect(metadataOf(first, await readStanding(after.lab, first))).toMatchObject({
      'auto-learn-lab-standing': 'published',
      'auto-learn-lab-reason': 'After the crash.',
    });
    expect(await hashThere()).toBe(first.contentHash);
  });
});
