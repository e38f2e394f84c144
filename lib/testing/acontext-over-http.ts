import { createAcontextClient } from '#lib/acontext/index.ts';
import { serveHandler } from './serve-handler.ts';
import { ACONTEXT_KEY, createTinyAcontext } from './tiny-acontext.ts';

export const USER = { role: 'user', content: 'It is down.' } as const;
export const SESSION = '11111111-1111-4111-8111-111111111111';

const closers: (() => Promise<void>)[] = [];
/** For afterEach. */
export async function closeAcontexts(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()));
}

/** A client of the tiny server, over real HTTP as for a remote Acontext or in process as for the embedded one. */
export async function openAcontext(
  kind: 'remote' | 'embedded' = 'remote',
  options: { apiKey?: string } = {},
) {
  const server = createTinyAcontext();
  const waits: number[] = [];
  let now = 0;
  const tools = {
    now: () => now,
    random: () => 0,
    sleep: async (ms: number) => {
      waits.push(ms);
      now += ms;
    },
  };
  const { apiKey = ACONTEXT_KEY } = options;
  if (kind === 'embedded') {
    const client = createAcontextClient({ kind, handler: server.handler, apiKey }, tools);
    return { client, server, waits };
  }
  const { url, close } = await serveHandler(server.handler);
  closers.push(close);
  return { client: createAcontextClient({ kind, apiKey, baseUrl: `${url}/api/v1` }, tools), server, waits };
}
