import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '#lib/testing/failure-of.ts';
import { closeServers, openModel, REQUEST, KEY } from '#lib/testing/model-over-http.ts';
import { createScriptedOpenAI, wireChunk } from '#lib/testing/scripted-openai.ts';
import { createChatModel } from './create-chat-model.ts';

afterEach(closeServers);

describe('a good answer', () => {
  it('is put together from its chunks, with what the server counted', async () => {
    const { infer, deltas } = await openModel([
      {
        kind: 'answer',
        content: 'Looking.',
        usage: { prompt_tokens: 50, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 30 } },
      },
    ]);
    expect(await infer()).toMatchObject({
      content: 'Looking.',
      toolCalls: [],
      finishReason: 'stop',
      usage: { inputTokens: 50, outputTokens: 4, cachedInputTokens: 30 },
      cost: null,
      retries: 0,
    });
    expect(deltas).toEqual([
      [1, { kind: 'text', text: 'Look' }],
      [1, { kind: 'text', text: 'ing.' }],
    ]);
  });

  it('keeps parallel tool calls apart by their index', async () => {
    const toolCalls = [
      { id: 'a', name: 'look', arguments: '{"at":"gateway"}' },
      { id: 'b', name: 'look', arguments: '{"at":"database"}' },
    ];
    const { infer, deltas } = await openModel([{ kind: 'answer', toolCalls }]);
    expect(await infer()).toMatchObject({ toolCalls, finishReason: 'tool_calls' });
    const pieces = deltas.flatMap(([, delta]) =>
      delta.kind === 'tool_call' && delta.index === 1 ? [delta.arguments] : [],
    );
    expect(pieces.join('')).toBe('{"at":"database"}');
  });

  it('keeps calls apart that a server numbers all alike or not at all', async () => {
    const whole = (id: string, index?: number) =>
      wireChunk({ tool_calls: [{ index, id, function: { name: 'look', arguments: `{"at":"${id}"}` } }] });
    for (const index of [0, undefined]) {
      const { infer } = await openModel([
        { kind: 'events', data: [whole('a', index), whole('b', index), wireChunk({}, 'stop'), '[DONE]'] },
      ]);
      const { toolCalls, finishReason } = await infer();
      expect(toolCalls.map(({ arguments: raw }) => raw)).toEqual(['{"at":"a"}', '{"at":"b"}']);
      expect(finishReason).toBe('tool_calls');
    }
  });

  it('costs what the prices say, cached input apart', async () => {
    const usage = {
      prompt_tokens: 1_000_000,
      completion_tokens: 100_000,
      prompt_tokens_details: { cached_tokens: 400_000 },
    };
    const { infer } = await openModel([{ kind: 'answer', content: 'x', usage }], {
      config: { prices: { inputPerMillion: 2, cachedInputPerMillion: 0.5, outputPerMillion: 8 } },
    });
    expect((await infer()).cost).toBeCloseTo(0.6 * 2 + 0.4 * 0.5 + 0.1 * 8);
  });

  it('is counted by the lab, and says so, when the server sends no usage', async () => {
    const { infer } = await openModel([{ kind: 'answer', content: 'The gateway is down.', usage: null }]);
    const { usage } = await infer();
    expect(usage.countedBy).toBe('lab');
    expect(usage.outputTokens).toBeGreaterThan(3);
    expect(usage.inputTokens).toBeGreaterThan(usage.outputTokens);
  });

  it('passes through why it ended', async () => {
    for (const [wire, ours] of [
      ['length', 'length'],
      ['content_filter', 'content_filter'],
      ['made_up', 'unknown'],
    ] as const) {
      const { infer } = await openModel([{ kind: 'answer', content: 'x', finishReason: wire }]);
      expect((await infer()).finishReason).toBe(ours);
    }
  });

  it('may be a refusal or empty', async () => {
    const { infer } = await openModel([
      { kind: 'events', data: [wireChunk({ refusal: 'I will ' }), wireChunk({ refusal: 'not.' }, 'stop')] },
      { kind: 'answer' },
    ]);
    expect(await infer()).toMatchObject({ content: 'I will not.', finishReason: 'refusal' });
    expect(await infer()).toMatchObject({ content: '', toolCalls: [], finishReason: 'stop' });
  });
});

describe('the request', () => {
  it('asks a real server for a stream with usage, without temperature, seed or pace', async () => {
    const { infer, script } = await openModel([{ kind: 'answer', content: 'x' }]);
    await infer();
    expect(script.requests[0]?.path).toBe('/v1/chat/completions');
    expect(script.requests[0]?.body).toEqual({
      model: 'some-model',
      messages: [
        { role: 'system', content: 'You help.' },
        { role: 'user', content: 'It is down.' },
      ],
      tools: [{ type: 'function', function: REQUEST.tools[0] }],
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(script.requests[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(script.requests[0]?.headers.get('x-offline-pace')).toBeNull();
  });

  it('sends the seed where that is configured, and no empty list of tools', async () => {
    const { infer, script } = await openModel([{ kind: 'answer', content: 'x' }], {
      config: { sendSeed: true },
    });
    await infer({ ...REQUEST, tools: [] });
    expect(script.requests[0]?.body).toMatchObject({ seed: 7 });
    expect(script.requests[0]?.body).not.toHaveProperty('tools');
  });

  it('gives malformed calls back in a form that strict servers accept', async () => {
    const { infer, script } = await openModel([{ kind: 'answer', content: 'x' }]);
    const toolCalls = [
      { id: 'a', name: 'look at', arguments: '{"at":' },
      { id: 'b', name: '', arguments: '' },
    ];
    await infer({ ...REQUEST, messages: [{ role: 'assistant', content: '', toolCalls }] });
    expect(script.requests[0]?.body).toMatchObject({
      messages: [
        {
          role: 'assistant',
          tool_calls: [
            { id: 'a', function: { name: 'look_at', arguments: '{"malformed":"{\\"at\\":"}' } },
            { id: 'b', function: { name: 'unnamed', arguments: '{}' } },
          ],
        },
      ],
    });
  });
});

describe('the offline model', () => {
  it('is asked in process, with seed and pace, and its pace is not counted as its time', async () => {
    const script = createScriptedOpenAI([{ kind: 'answer', content: 'x', paceMs: 1_000_000 }]);
    const model = createChatModel({ kind: 'offline', handler: script.handler });
    const inference = await model.infer(REQUEST, { signal: new AbortController().signal });
    expect(inference).toMatchObject({ content: 'x', paceMs: 1_000_000, durationMs: 0, cost: null });
    expect(script.requests[0]?.headers.get('x-offline-pace')).toBe('watch');
    expect(script.requests[0]?.body).toMatchObject({ seed: 7, model: model.info.name });
    expect(model.info).toMatchObject({ kind: 'offline', simulated: true, host: null });
  });

  it('is not asked twice when it fails', async () => {
    const script = createScriptedOpenAI([
      { kind: 'status', status: 500, body: { error: { message: 'bug' } } },
    ]);
    const model = createChatModel({ kind: 'offline', handler: script.handler });
    const error = await failureOf(model.infer(REQUEST, { signal: new AbortController().signal }));
    expect(error).toMatchObject({ code: 'model_failed' });
    expect(error.message).toContain('bug');
  });
});
