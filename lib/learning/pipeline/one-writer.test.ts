import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { LearningSettings } from '#lib/learning/index.ts';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { scriptedPipeline, writeGatewaySkill } from '#lib/testing/scripted-pipeline.ts';

let lab: LearningHarness;
afterEach(async () => {
  await lab.close();
});

/** Two sessions of one space; the learner of the first stands still until the gate opens. */
async function twoSessions(settings: Partial<LearningSettings>) {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrived = (): void => {};
  const waiting = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const scripted = scriptedPipeline({
    learner: async (turn, messages) => {
      arrived();
      await gate;
      return writeGatewaySkill(turn, messages);
    },
  });
  lab = await learningHarness({ model: scripted.model, settings });
  const first = await attachedSession(lab);
  const second = await attachedSession(lab, first.space);
  for (const { session } of [first, second]) {
    await say(lab, session, 'The gateway answers 502.');
    await lab.call('POST', `/session/${session}/flush`);
    await waiting;
  }
  return { first, second, open, asked: scripted.asked };
}

const statusOf = async ({ space, session }: { space: string; session: string }): Promise<string> => {
  const { data } = await lab.call('GET', `/learning_spaces/${space}/sessions/${session}`);
  return z.object({ status: z.string() }).parse(data).status;
};

async function untilQueued(ids: { space: string; session: string }): Promise<void> {
  while ((await statusOf(ids)) !== 'queued') {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

test('a second session of the space queues and is taken along by the learner that is at work', async () => {
  const { first, second, open, asked } = await twoSessions({});
  await untilQueued(second);
  expect(await statusOf(first)).toBe('skill_writing');
  open();
  expect(await learned(lab, first)).toEqual({ status: 'completed' });
  expect(await learned(lab, second)).toEqual({ status: 'completed' });
  const followUps = asked.flat().filter(({ content }) => content.startsWith('More was learned meanwhile'));
  expect(followUps.length).toBeGreaterThan(0);
  expect(followUps[0]?.content).toContain('### Pending Context 1');
});

test('what a learner may not take along is written after it', async () => {
  const { first, second, open } = await twoSessions({ learnerMaxContexts: 0 });
  await untilQueued(second);
  open();
  expect(await learned(lab, first)).toEqual({ status: 'completed' });
  expect(await learned(lab, second)).toEqual({ status: 'completed' });
  const { data } = await lab.call('GET', `/learning_spaces/${first.space}/skills`);
  const skills = z.array(z.object({ id: z.string(), name: z.string() })).parse(data);
  const skill = skills.find(({ name }) => name === 'gateway-incidents');
  const file = await lab.call('GET', `/agent_skills/${skill?.id}/file?file_path=timeouts.md`);
  const { content } = z.object({ content: z.object({ raw: z.string() }) }).parse(file.data);
  expect(content.raw.match(/## Limits below demand/g)).toHaveLength(2);
});

test('deleting the session whose learner is at work lets the next one write', async () => {
  const { first, second, open } = await twoSessions({ learnerMaxContexts: 0 });
  await untilQueued(second);
  expect(await lab.call('DELETE', `/session/${first.session}`)).toMatchObject({ status: 200 });
  open();
  expect(await learned(lab, second)).toEqual({ status: 'completed' });
});
