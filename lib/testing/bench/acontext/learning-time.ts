import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Client } from './client.ts';

const idSchema = z.object({ id: z.string() });
const skillsSchema = z.array(z.object({ name: z.string() }));

/** From the flush of a conversation to its skill in the list of its space, ms; the model takes no time. */
export async function learnOnce(client: Client): Promise<number> {
  const { id: space } = idSchema.parse(await client('POST', '/learning_spaces', {}));
  const { id: session } = idSchema.parse(await client('POST', '/session', {}));
  await client('POST', `/learning_spaces/${space}/learn`, { session_id: session });
  for (const content of ['The gateway answers 502.', 'Compare its limit.', 'Raise it.', 'It works now.']) {
    await client('POST', `/session/${session}/messages`, { blob: { role: 'user', content } });
  }
  const begin = performance.now();
  await client('POST', `/session/${session}/flush`);
  for (;;) {
    const skills = skillsSchema.parse(await client('GET', `/learning_spaces/${space}/skills`));
    if (skills.some(({ name }) => name === 'gateway-incidents')) return performance.now() - begin;
    await delay(1);
  }
}
