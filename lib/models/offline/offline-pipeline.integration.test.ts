import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attachedSession,
  learned,
  type LearningHarness,
  learningHarness,
} from '#lib/testing/learning-harness.ts';
import { createChatModel } from '../create-chat-model.ts';
import { createOfflineModel } from './create-offline-model.ts';
import { runLoop } from './testing/run-loop.ts';
import { tinyWorld } from './testing/tiny-world.ts';

let lab: LearningHarness | undefined;
afterEach(async () => {
  await lab?.close();
});

const skillsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), file_index: z.array(z.object({ path: z.string() })) }),
);
const fileSchema = z.object({ content: z.object({ raw: z.string() }) });
const tasksSchema = z.object({
  items: z.array(z.object({ status: z.string(), data: z.object({ task_description: z.string() }) })),
});

describe('the embedded Acontext with the offline model behind it', () => {
  test('turns a run into one task and one skill, and the skill shortens the next run', async () => {
    const chat = createChatModel({ kind: 'offline', handler: createOfflineModel() });
    lab = await learningHarness({
      model: (request, { signal }) => chat.infer({ ...request, seed: 1, pace: 'instant' }, { signal }),
    });
    const ids = await attachedSession(lab);
    const world = tinyWorld();
    const first = await runLoop(world);
    for (const message of first.messages.slice(1))
      await lab.call('POST', `/session/${ids.session}/messages`, { blob: message });
    await lab.call('POST', `/session/${ids.session}/flush`);
    expect((await learned(lab, ids)).status).toBe('completed');

    const tasks = tasksSchema.parse((await lab.call('GET', `/session/${ids.session}/task`)).data);
    expect(tasks.items).toEqual([
      { status: 'success', data: expect.objectContaining({ task_description: world.request }) },
    ]);
    const skills = skillsSchema.parse((await lab.call('GET', `/learning_spaces/${ids.space}/skills`)).data);
    const skill = skills.find(({ name }) => name === 'incident-response');
    const path = skill?.file_index.find((file) => file.path !== 'SKILL.md')?.path ?? '';
    const { data } = await lab.call(
      'GET',
      `/agent_skills/${skill?.id}/file?file_path=${encodeURIComponent(path)}`,
    );
    const { raw } = fileSchema.parse(data).content;
    const recalled = await runLoop(tinyWorld(), {
      skills: [
        {
          name: 'incident-response',
          description: 'Procedures for diagnosing and resolving incidents of services',
          files: { [path]: raw },
        },
      ],
    });
    expect(recalled.devops).toBeLessThan(first.devops);
    expect(lab.errors).toEqual([]);
  });
});
