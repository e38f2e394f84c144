import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '#lib/testing/failure-of.ts';
import { closeServers, KEY, openModel } from '#lib/testing/model-over-http.ts';
import type { WireStep } from '#lib/testing/scripted-openai.ts';
import { wireChunk } from '#lib/testing/scripted-openai.ts';

afterEach(closeServers);

describe('trying again', () => {
  it('waits as long as the server asks after 429, and says so', async () => {
    const { infer, waits, deltas } = await openModel([
      { kind: 'status', status: 429, headers: { 'retry-after': '8' } },
      { kind: 'status', status: 429, headers: { 'retry-after-ms': '250', 'retry-after': '9' } },
      { kind: 'answer', content: 'x' },
    ]);
    expect(await infer()).toMatchObject({ content: 'x', retries: 2 });
    expect(waits).toEqual([8000, 250]);
    expect(deltas.slice(0, 2)).toEqual([
      [2, { kind: 'notice', text: 'rate limited, retrying in 8 s (attempt 2 of 3)' }],
      [3, { kind: 'notice', text: 'rate limited, retrying in 0.25 s (attempt 3 of 3)' }],
    ]);
  });

  it('never waits longer than the cap, whatever the server asks', async () => {
    const { infer, waits } = await openModel([
      { kind: 'status', status: 429, headers: { 'retry-after': '86400' } },
      { kind: 'answer', content: 'x' },
    ]);
    await infer();
    expect(waits).toEqual([60_000]);
  });

  it('backs off after server errors', async () => {
    const { infer, waits } = await openModel([
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503 },
      { kind: 'answer', content: 'x' },
    ]);
    expect((await infer()).retries).toBe(2);
    expect(waits).toEqual([500, 1000]);
  });

  it.each([
    ['is cut', { kind: 'events', data: [wireChunk({ content: 'half an ' })], ending: 'cut' }],
    ['ends without a reason', { kind: 'events', data: [wireChunk({ content: 'half an ' }), '[DONE]'] }],
    ['holds what is no JSON', { kind: 'events', data: [wireChunk({ content: 'half an ' }), '{"choices":'] }],
    ['holds another shape', { kind: 'events', data: [wireChunk({ content: 'half an ' }), { choices: 5 }] }],
    [
      'reports an error',
      { kind: 'events', data: [wireChunk({ content: 'half an ' }), { error: { message: 'x' } }] },
    ],
  ] satisfies [string, WireStep][])('starts afresh when the stream %s', async (_name, broken) => {
    const { infer, deltas } = await openModel([broken, { kind: 'answer', content: 'whole' }]);
    expect(await infer()).toMatchObject({ content: 'whole', retries: 1 });
    expect(deltas[0]).toEqual([1, { kind: 'text', text: 'half an ' }]);
    expect(deltas.at(-1)?.[0]).toBe(2);
  });

  it('gives up on a stream that stalls', async () => {
    const stalling: WireStep = { kind: 'events', data: [wireChunk({ content: 'half' })], ending: 'hang' };
    const { infer } = await openModel([stalling, stalling], { limits: { stallMs: 100, maxAttempts: 2 } });
    expect(await failureOf(infer())).toMatchObject({ code: 'model_unreachable' });
  });

  it('gives up when the time for all attempts is used up', async () => {
    const { infer } = await openModel([{ kind: 'events', data: [], ending: 'hang' }], {
      limits: { totalMs: 100 },
    });
    expect(await failureOf(infer())).toMatchObject({ code: 'model_unreachable' });
  });
});

describe('a failure', () => {
  it.each([
    [
      401,
      { error: { message: `Incorrect API key provided: ${KEY}` } },
      'model_unauthorized',
      'OPENAI_API_KEY',
    ],
    [404, { error: { message: 'no such model' } }, 'model_failed', 'OPENAI_MODEL'],
    [400, { error: { message: `bad: Bearer ${KEY}` } }, 'model_failed', 'OPENAI_MODEL'],
    [429, { error: { code: 'insufficient_quota' } }, 'model_rate_limited', 'OPENAI_API_KEY'],
  ] as const)(
    'with HTTP %i is not tried again and says what to do, without the key',
    async (status, body, code, env) => {
      const { infer, script } = await openModel([{ kind: 'status', status, body }]);
      const error = await failureOf(infer());
      expect(error.code).toBe(code);
      expect(error.info.hint).toContain(env);
      expect(JSON.stringify([error.info, String(error.cause)])).not.toContain(KEY);
      script.assertUsedUp();
    },
  );

  it('that stays is told after the last attempt', async () => {
    const limited: WireStep = { kind: 'status', status: 429 };
    const { infer, script } = await openModel([limited, limited, limited]);
    expect(await failureOf(infer())).toMatchObject({ code: 'model_rate_limited' });
    script.assertUsedUp();
  });

  it('to connect is told as such', async () => {
    const { infer } = await openModel([], { config: { baseUrl: 'http://127.0.0.1:1/v1' } });
    const error = await failureOf(infer());
    expect(error.code).toBe('model_unreachable');
    expect(error.message).toContain('127.0.0.1:1');
    expect(error.info.hint).toContain('OPENAI_BASE_URL');
  });
});

describe('cancelling', () => {
  it('ends a stream at once', async () => {
    const { infer, abort } = await openModel([
      { kind: 'events', data: [wireChunk({ content: 'half' })], ending: 'hang' },
    ]);
    setTimeout(() => abort.abort(), 50);
    expect(await failureOf(infer())).toMatchObject({ code: 'cancelled' });
  });

  it('ends a wait at once', async () => {
    const { infer, abort, script } = await openModel([{ kind: 'status', status: 500 }], {
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve());
        }),
    });
    setTimeout(() => abort.abort(), 50);
    expect(await failureOf(infer())).toMatchObject({ code: 'cancelled' });
    expect(script.requests).toHaveLength(1);
  });

  it('before the first request sends none', async () => {
    const { infer, abort, script } = await openModel([]);
    abort.abort();
    expect(await failureOf(infer())).toMatchObject({ code: 'cancelled' });
    expect(script.requests).toHaveLength(0);
  });
});
