import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepAsking } from './keep-asking.ts';
import { RequestError } from './request-error.ts';

const trouble = (status: number | null) =>
  new RequestError({ code: 'internal', message: `status ${status}` }, status);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Fails with each of these, then answers. */
function asked(...failures: Error[]) {
  return vi.fn<() => Promise<string>>(async () => {
    const reason = failures.shift();
    if (reason) throw reason;
    return 'here';
  });
}

test('a lab that is away, or has trouble of its own, is asked until it answers', async () => {
  const ask = asked(trouble(null), trouble(503), trouble(500));
  const heard: unknown[] = [];
  const answer = keepAsking(ask, { onTrouble: (reason) => heard.push(reason) });
  await vi.runAllTimersAsync();
  await expect(answer).resolves.toBe('here');
  expect(heard).toHaveLength(3);
});

test('a part of the page that could not be fetched is asked for again', async () => {
  const missing = Object.assign(new Error('Failed to load chunk'), { name: 'ChunkLoadError' });
  const answer = keepAsking(asked(missing));
  await vi.runAllTimersAsync();
  await expect(answer).resolves.toBe('here');
});

test.each([trouble(404), trouble(409), new TypeError('a bug')])(
  'what no asking changes is thrown at once: %s',
  async (reason) => {
    const ask = asked(reason);
    await expect(keepAsking(ask)).rejects.toBe(reason);
    expect(ask).toHaveBeenCalledTimes(1);
  },
);

test('it waits longer each time, and never more than ten seconds', async () => {
  const ask = asked(...Array.from({ length: 8 }, () => trouble(null)));
  const answer = keepAsking(ask);
  const calls: number[] = [];
  for (const ms of [500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]) {
    await vi.advanceTimersByTimeAsync(ms - 1);
    calls.push(ask.mock.calls.length);
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(calls).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  await expect(answer).resolves.toBe('here');
});

test('nobody is asked any more once the question was withdrawn', async () => {
  const control = new AbortController();
  const ask = asked(trouble(null), trouble(null));
  const answer = keepAsking(ask, { signal: control.signal });
  const end = answer.catch((reason: unknown) => reason);
  await vi.advanceTimersByTimeAsync(100);
  control.abort();
  await vi.runAllTimersAsync();
  expect(await end).toMatchObject({ message: 'status null' });
  expect(ask).toHaveBeenCalledTimes(1);
});
