import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOfflineModel, PACE_HEADER } from './create-offline-model.ts';
import { DEVOPS_TOOLS } from './testing/run-loop.ts';

const chunkSchema = z.object({
  choices: z.array(
    z.object({
      delta: z.object({
        content: z.string().nullish(),
        tool_calls: z
          .array(
            z.object({
              index: z.number(),
              id: z.string().optional(),
              function: z.object({ name: z.string().optional(), arguments: z.string() }),
            }),
          )
          .optional(),
      }),
      finish_reason: z.string().nullable(),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
  offline: z.object({ pace_ms: z.number() }).optional(),
});
const wholeSchema = z.object({
  object: z.literal('chat.completion'),
  choices: z.array(
    z.object({
      message: z.object({
        content: z.string().nullable(),
        tool_calls: z.array(
          z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }),
        ),
      }),
      finish_reason: z.string(),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number(), total_tokens: z.number() }),
  offline: z.object({ pace_ms: z.number() }),
});
const errorSchema = z.object({
  error: z.object({ message: z.string(), type: z.string(), param: z.string().nullable() }),
});

const waited: number[] = [];
const model = createOfflineModel({
  clock: { now: () => 1_900_000_000_000 },
  sleep: async (ms) => {
    waited.push(ms);
  },
});

const incident = {
  model: 'offline',
  messages: [
    { role: 'system', content: 'You are an incident agent.' },
    { role: 'user', content: [{ type: 'text', text: 'harbour-gateway returns 502 errors. Fix it.' }] },
  ],
  tools: DEVOPS_TOOLS,
  seed: 4,
};

const post = (body: unknown, headers: Record<string, string> = {}) =>
  model(
    new Request('http://lab/any/prefix/chat/completions', {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

async function readStream(response: Response) {
  const events = (await response.text()).split('\n\n').filter((event) => event !== '');
  expect(events.at(-1)).toBe('data: [DONE]');
  return events.slice(0, -1).map((event) => chunkSchema.parse(JSON.parse(event.replace(/^data: /, ''))));
}

describe('the chat-completions protocol', () => {
  test('answers with a message, tool calls, real usage and no wait', async () => {
    const whole = wholeSchema.parse(await (await post(incident)).json());
    expect(whole.choices[0]?.finish_reason).toBe('tool_calls');
    expect(whole.choices[0]?.message.tool_calls[0]?.function.name).toBe('check_service_status');
    expect(whole.usage.prompt_tokens).toBeGreaterThan(50);
    expect(whole.usage.total_tokens).toBe(whole.usage.prompt_tokens + whole.usage.completion_tokens);
    expect(whole.offline.pace_ms).toBe(0);
  });

  test('streams the same answer in pieces of about a word', async () => {
    const whole = wholeSchema.parse(await (await post(incident)).json());
    const response = await post({ ...incident, stream: true, stream_options: { include_usage: true } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const chunks = await readStream(response);
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    const content = deltas.map((delta) => delta.content ?? '').join('');
    const calls = deltas.flatMap((delta) => delta.tool_calls ?? []);
    const message = whole.choices[0]?.message;
    expect(content).toBe(message?.content);
    expect(calls.map((part) => part.id).filter((id) => id !== undefined)).toEqual(
      message?.tool_calls.map(({ id }) => id),
    );
    expect(calls.map((part) => part.function.arguments).join('')).toBe(
      message?.tool_calls.map((made) => made.function.arguments).join(''),
    );
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.findLast(({ choices }) => choices.length > 0)?.choices[0]?.finish_reason).toBe(
      'tool_calls',
    );
    expect(chunks.at(-1)?.choices).toEqual([]);
    expect(chunks.at(-1)?.usage).toMatchObject({
      prompt_tokens: whole.usage.prompt_tokens,
      completion_tokens: whole.usage.completion_tokens,
    });
    expect(chunks.at(-1)?.offline).toEqual({ pace_ms: 0 });
  });

  test('waits on request so that a person can read along, and says how long', async () => {
    waited.length = 0;
    const chunks = await readStream(await post({ ...incident, stream: true }, { [PACE_HEADER]: 'watch' }));
    const total = waited.reduce((sum, ms) => sum + ms, 0);
    expect(waited[0]).toBe(500);
    expect(chunks.at(-1)?.offline).toEqual({ pace_ms: total });
    expect(total).toBeGreaterThan(600);
  });

  test('stops speaking when the reader leaves', async () => {
    waited.length = 0;
    const response = await post({ ...incident, stream: true }, { [PACE_HEADER]: 'watch' });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(waited.length).toBeLessThan(3);
  });

  test('cuts the answer where max_tokens ends it', async () => {
    const chunks = await readStream(await post({ ...incident, stream: true, max_tokens: 4 }));
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('length');
  });

  test.each([
    ['no JSON', '{"messages": [', null],
    ['no messages', { model: 'offline', messages: [] }, 'messages'],
    ['an unknown role', { messages: [{ role: 'wizard', content: 'x' }] }, 'messages.0.role'],
    ['a seed that is no integer', { messages: [{ role: 'user', content: 'x' }], seed: 1.5 }, 'seed'],
  ])('answers 400 with the place of the mistake: %s', async (_, body, param) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(errorSchema.parse(await response.json()).error).toMatchObject({
      type: 'invalid_request_error',
      param,
    });
  });

  test('answers 404 in the same form elsewhere, and lists its one model', async () => {
    const lost = await model(new Request('http://lab/v1/embeddings', { method: 'POST', body: '{}' }));
    expect(lost.status).toBe(404);
    expect(errorSchema.parse(await lost.json()).error.message).toContain('/v1/embeddings');
    const list = z.object({ data: z.array(z.object({ id: z.string() })) });
    const models = await model(new Request('http://lab/openai/v1/models'));
    expect(list.parse(await models.json()).data).toEqual([expect.objectContaining({ id: 'offline' })]);
  });

  test('is a pure function of the request; the seed varies the words only', async () => {
    const answer = async (seed: number, temperature?: number) =>
      wholeSchema.parse(await (await post({ ...incident, seed, temperature })).json()).choices[0]?.message;
    expect(await answer(4)).toEqual(await answer(4));
    const messages = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => answer(seed)));
    expect(new Set(messages.map((message) => message?.content)).size).toBeGreaterThan(1);
    expect(new Set(messages.map((message) => message?.tool_calls[0]?.function.arguments)).size).toBe(1);
    expect((await answer(3, 0))?.content).toBe((await answer(5, 0))?.content);
  });

  test('counts texts that look like special tokens instead of failing on them', async () => {
    const response = await post({ messages: [{ role: 'user', content: 'x <|endoftext|> y' }] });
    expect(response.status).toBe(200);
  });

  test('says what it is when it has no tools to work with', async () => {
    const schema = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })) });
    const answer = schema.parse(await (await post({ ...incident, tools: [] })).json());
    expect(answer.choices[0]?.message.content).toContain('offline model');
  });
});

test.each([
  ['one endless word', 'a'.repeat(300_000)],
  ['nothing but blanks', ' \n'.repeat(150_000)],
  ['half-open markup', '<message id=1>\n<user>(text) '.repeat(8_000)],
])('reads texts made to take long in bounded time: %s', async (_, text) => {
  const call = {
    id: 'a',
    type: 'function',
    function: { name: 'check_logs', arguments: '{"service_name":"x"}' },
  };
  const messages = [
    { role: 'user', content: 'x-api returns 502 errors' },
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'a', content: `2031-01-01T00:00:00Z ERROR ${text}` },
  ];
  const learning = [{ role: 'user', content: `## Current Messages\n${text}\n## Available Skills\n${text}` }];
  const tools = (...names: string[]) => names.map((name) => ({ type: 'function', function: { name } }));
  const answers = await Promise.all([
    post({ messages, tools: DEVOPS_TOOLS }),
    post({ messages: learning, tools: tools('insert_task', 'update_task') }),
    post({ messages: learning, tools: tools('create_skill', 'str_replace_skill_file') }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
});
