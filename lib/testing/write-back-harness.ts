import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { NewDecisionInput } from '#lib/protocol/skill-standing.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { readSkillFiles, snapshotSkills } from '#lib/server/runs/snapshot-skills.ts';
import { startStoryRun } from '#lib/server/story/start-story-run.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import { openFarAcontext, refusal, type FarAcontext } from './far-acontext.ts';
import { openTestLab, type TestLab } from './open-test-lab.ts';
import { temporaryLab } from './temporary-lab.ts';

const CHILD = new URL('decision-child.ts', import.meta.url).pathname;
const UNKNOWN = { runId: null, sessionId: null, taskIds: [], distillation: null };

/** A skill of two versions that differ in three files, in a learning space at a remote Acontext. */
export interface WriteBackHarness {
  far: FarAcontext;
  dataDir: string;
  skillId: string;
  versions: [SkillVersion, SkillVersion];
  /** The lab in this process. */
  open: () => Promise<TestLab>;
  /** Ends every lab on the data folder but the far one. */
  close: () => Promise<void>;
  /** The content that stands in the space, past the door. */
  hashThere: () => Promise<string>;
  /** Begins a lab that decides, in a process of its own. */
  decideElsewhere: (...decisions: NewDecisionInput[]) => { printed: number[] };
  /** Ends that process with -9. */
  kill: () => Promise<void>;
  /** Lets a lab of its own write a version back, and kills it at the given request. */
  killAt: (point: KillPoint, target: SkillVersion) => Promise<void>;
  /** The version that stands in the space, and the other one. */
  nowAndNext: () => Promise<{ now: SkillVersion; next: SkillVersion }>;
  remove: () => Promise<void>;
}

export interface KillPoint {
  /** Files that were changed before. */
  writes: number;
  /** The request at which it dies. */
  at: 'any request' | 'a change that never arrives' | 'a change whose answer never comes';
}

export const publish = ({ versionId }: SkillVersion, writeBack: boolean) => ({
  action: 'publish' as const,
  version: versionId,
  reason: 'It works.',
  override: true,
  writeBack,
});

export const isChange = ({ method, url }: Request): boolean =>
  method !== 'GET' && new URL(url).pathname.endsWith('/artifact');

export async function openWriteBackHarness(): Promise<WriteBackHarness> {
  const far = await openFarAcontext();
  const folder = temporaryLab();
  let child: ChildProcess | null = null;
  let test: TestLab | null = null;

  const open = async () => {
    test = await openTestLab(far.env, folder.dataDir);
    return test;
  };
  const kill = async () => {
    const gone = child && child.exitCode === null && child.signalCode === null && once(child, 'close');
    child?.kill('SIGKILL');
    await gone;
    child = null;
  };
  const close = async () => {
    await kill();
    await test?.close();
    test = null;
  };

  const setUp = await open();
  const { lab } = setUp;
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await setUp.settled(runId);
  const learned = (await lab.store.skillVersions.summaries()).find(({ isDefault }) => !isDefault);
  const skillId = learned?.skillId ?? '';
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
  const versions: WriteBackHarness['versions'] = [first, await newest()];
  await close();

  const hashThere = async () => {
    const { files } = await far.lab.acontext.skills.get(skillId);
    const paths = files.map(({ path }) => path);
    return hashFiles(await readSkillFiles(far.lab, skillId, paths));
  };
  const decideElsewhere = (...decisions: NewDecisionInput[]) => {
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
  };
  const killAt = async ({ writes, at }: KillPoint, target: SkillVersion) => {
    const reached = Promise.withResolvers<void>();
    const dead = Promise.withResolvers<void>();
    let written = 0;
    far.door = async (request) => {
      const isWrite = isChange(request);
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
    await kill();
    far.door = () => null;
    dead.resolve();
  };

  return {
    far,
    dataDir: folder.dataDir,
    skillId,
    versions,
    open,
    close,
    hashThere,
    decideElsewhere,
    kill,
    killAt,
    async nowAndNext() {
      return (await hashThere()) === first.contentHash
        ? { now: versions[0], next: versions[1] }
        : { now: versions[1], next: versions[0] };
    },
    async remove() {
      await close();
      await far.close();
      folder.remove();
    },
  };
}
