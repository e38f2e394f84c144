import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfflineModel } from '#lib/models/index.ts';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryPostgres } from '#lib/testing/temporary-postgres.ts';
import { getStatus } from './get-status.ts';
import { getStory } from '../story/get-story.ts';
import { startStoryRun } from '../story/start-story-run.ts';

/** Services on the far side of a real socket: another lab's Acontext, and the offline model behind the OpenAI protocol. */
let far: TestLab;
let acontext: Awaited<ReturnType<typeof serveHandler>>;
let openai: Awaited<ReturnType<typeof serveHandler>>;

beforeAll(async () => {
  far = await openTestLab();
  const handle = far.lab.embedded?.handle;
  if (!handle) throw new Error('no embedded Acontext');
  acontext = await serveHandler(handle);
  openai = await serveHandler(createOfflineModel());
});
afterAll(async () => {
  await acontext.close();
  await openai.close();
  await far.close();
});

const remoteAcontext = () => ({
  ACONTEXT_API_KEY: 'sk-ac-local',
  ACONTEXT_BASE_URL: `${acontext.url}/api/v1`,
});
const remoteModel = () => ({
  OPENAI_API_KEY: 'sk-any',
  OPENAI_BASE_URL: `${openai.url}/v1`,
  OPENAI_MODEL: 'offline',
});

const COMBINATIONS = [
  { name: 'embedded Acontext, offline model', env: () => ({}), acontext: 'embedded', model: 'offline' },
  { name: 'embedded Acontext, remote model', env: remoteModel, acontext: 'embedded', model: 'openai' },
  { name: 'remote Acontext, offline model', env: remoteAcontext, acontext: 'self-hosted', model: 'offline' },
  {
    name: 'remote Acontext, remote model',
    env: () => ({ ...remoteAcontext(), ...remoteModel() }),
    acontext: 'self-hosted',
    model: 'openai',
  },
] as const;

async function tellStory(test: TestLab) {
  for (const part of ['act1', 'act2'] as const) {
    const { runId } = await startStoryRun({ part, pace: 'instant' });
    const run = await test.settled(runId);
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(checkStream(await test.events(runId))).toEqual([]);
  }
  return getStory();
}

describe('the story is told by the same code', () => {
  for (const { name, env, acontext: kind, model } of COMBINATIONS) {
    it(`with ${name}`, async () => {
      const test = await openTestLab(env());
      try {
        expect(await getStatus()).toMatchObject({ acontext: { kind }, model: { kind: model } });
        const { act1, act2, learned } = await tellStory(test);
        expect(act1?.learning.state).toBe('completed');
        expect(learned.skills).toHaveLength(1);
        expect(act2?.calls.skill).toBeGreaterThan(0);
      } finally {
        await test.close();
      }
    });
  }
});

const server = await temporaryPostgres();

describe.skipIf(!server)('on Postgres', () => {
  if (!server) return;
  afterAll(() => server.stop());

  it('the story is told, and a second instance sees it', async () => {
    const first = await openTestLab({ DATABASE_URL: server.url });
    const { act1 } = await tellStory(first);
    const second = await openTestLab({ DATABASE_URL: server.url });
    try {
      expect((await getStory()).act1).toEqual(act1);
      expect(await second.events(act1?.runId ?? '')).toEqual(await first.events(act1?.runId ?? ''));
    } finally {
      await second.close();
      await first.close();
    }
  });
});
