import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { Place } from './place.ts';
import type { Usage } from './watch-process.ts';

const upSchema = z.tuple([z.object({ url: z.string() })]).rest(z.unknown());
const usageSchema = z.tuple([z.object({ rss: z.number(), longestPause: z.number() })]).rest(z.unknown());

/** The embedded Acontext in a process of its own. */
export async function spawnServer(
  place: Place,
): Promise<{ url: string; usage: () => Promise<Usage>; close: () => Promise<void> }> {
  const child = fork(new URL('server-child.ts', import.meta.url), [JSON.stringify(place)]);
  const [{ url }] = upSchema.parse(await once(child, 'message'));
  return {
    url,
    usage: async () => {
      child.send('usage');
      return usageSchema.parse(await once(child, 'message'))[0];
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
