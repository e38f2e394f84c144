import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSystemPrompt, runAgent } from '#lib/agent/index.ts';
import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import type { Learning, LearningTables } from '#lib/learning/index.ts';
import { createLearning } from '#lib/learning/index.ts';
import { createChatModel, createOfflineModel } from '#lib/models/index.ts';
import type { SkillAccess } from '#lib/protocol/ports.ts';
import type { RunEventBody } from '#lib/protocol/run-event.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import type { Store } from '#lib/store/index.ts';
import { openStore } from '#lib/store/index.ts';
import { createInMemoryEngine } from '#lib/testing/in-memory-engine.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import type { AcontextClient } from './index.ts';
import {
  createAcontextClient,
  createSessionRecorder,
  createSkillAccess,
  noSkills,
  readLearningProgress,
} from './index.ts';

const API_KEY = 'sk-ac-embedded-test';
const clock = { now: () => Date.now() };
const { signal } = new AbortController();
const model = createChatModel({ kind: 'offline', handler: createOfflineModel() });
const folder = temporaryLab();
const engine = createInMemoryEngine();
let store: Store;
let learning: Learning;
let server: Awaited<ReturnType<typeof serveHandler>>;

beforeAll(async () => {
  store = await openStore({ kind: 'sqlite', dataDir: folder.dataDir }, { clock });
  learning = createLearning({
    kysely: store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>(),
    engine,
    model: (request, options) => model.infer({ ...request, seed: 1, pace: 'instant' }, options),
    apiKey: API_KEY,
    clock,
  });
  await learning.start();
  await engine.run();
  server = await serveHandler((request) => learning.handle(request));
});

afterAll(async () => {
  learning.stop();
  await engine.stop();
  await server.close();
  await store.close();
  folder.remove();
});

/** One act of the story: the real agent on a real incident, its conversation stored by the client. */
async function play(client: AcontextClient, scenarioId: string, sessionId: string, skills: SkillAccess) {
  const scenario = findScenario(scenarioId);
  if (!scenario) throw new Error(`No scenario ${scenarioId}`);
  const environment = createEnvironment(scenario, 1);
  const log: RunEventBody[] = [];
  const outcome = await runAgent({
    runId: `run_${sessionId}`,
    model,
    environment,
    skills,
    recorder: createSessionRecorder(client, sessionId),
    append: async (_key, body) => {
      log.push(body);
    },
    step: (_name, execute) => execute(),
    signal,
    limits: DEFAULT_LIMITS,
    seed: 1,
    pace: 'instant',
    systemPrompt: buildSystemPrompt(skills.contextPrompt),
    clock,
    resumed: false,
  });
  const calls = log.flatMap((body) => (body.type === 'tool_call.completed' ? [body.data] : []));
  const stored = log.filter(({ type }) => type === 'session.message_stored').length;
  return { calls, stored, verified: environment.evaluate(outcome.finalMessage).verified };
}

describe.each(['embedded', 'remote'] as const)('the embedded Acontext, as a client sees it (%s)', (kind) => {
  it(
    'keeps a run, learns a skill from it, and gives that to the next run',
    { timeout: 120_000 },
    async () => {
      const client = createAcontextClient(
        kind === 'embedded'
          ? { kind, handler: (request) => learning.handle(request), apiKey: API_KEY }
          : { kind, baseUrl: `${server.url}/acontext/api/v1`, apiKey: API_KEY },
      );
      await client.ping();
      const { spaceId } = await client.learningSpaces.create();
      const before = await client.learningSpaces.listSkills(spaceId);
      expect(before.map(({ name }) => name)).toEqual(['daily-logs', 'user-general-facts']);

      const sessionId = await client.sessions.create();
      await client.learningSpaces.learn(spaceId, sessionId);
      await client.learningSpaces.learn(spaceId, sessionId);
      const act1 = await play(client, 'classic-act-1', sessionId, noSkills);
      expect(act1.verified).toBe(true);
      const messages = await client.sessions.getMessages(sessionId);
      expect(messages).toHaveLength(act1.stored);

      await client.sessions.flush(sessionId);
      const ended = await client.learningSpaces.waitForLearning(spaceId, sessionId, { signal, settleMs: 0 });
      expect(ended.status).toBe('completed');
      const progress = await readLearningProgress(client, sessionId, spaceId);
      expect(progress).toMatchObject({ observed: messages.length, pending: 0, status: 'completed' });
      expect(progress.tasks.map(({ status }) => status)).toContain('success');
      expect((await client.listDistillations(sessionId))?.length).toBeGreaterThan(0);

      const learned = (await client.learningSpaces.listSkills(spaceId)).filter(
        ({ name }) => !before.some((skill) => skill.name === name),
      );
      expect(learned.length).toBeGreaterThan(0);
      expect((await client.skills.downloadZip(learned[0]?.skillId ?? '')).length).toBeGreaterThan(100);

      const all = await client.learningSpaces.listSkills(spaceId);
      const access = await createSkillAccess(
        client,
        all.map(({ skillId }) => skillId),
      );
      const second = await client.sessions.create();
      const act2 = await play(client, 'classic-act-2', second, access);
      expect(act2.verified).toBe(true);
      expect(act2.calls.filter((call) => call.kind === 'skill').map(({ outcome }) => outcome)).toContain(
        'ok',
      );
    },
  );

  it('says what it cannot find, and refuses another key', async () => {
    const handler = (request: Request) => learning.handle(request);
    const client = createAcontextClient({ kind: 'embedded', handler, apiKey: API_KEY });
    const unknown = '11111111-1111-4111-8111-111111111111';
    await expect(client.skills.get(unknown)).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.sessions.getTasks(unknown)).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.learningSpaces.learn(unknown, unknown)).rejects.toMatchObject({ code: 'not_found' });
    expect(await client.listDistillations(unknown)).toBeNull();
    const stranger = createAcontextClient({ kind: 'embedded', handler, apiKey: 'sk-ac-other' });
    await expect(stranger.ping()).rejects.toMatchObject({ code: 'acontext_unauthorized' });
  });
});
