// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { API } from './api-paths.ts';
import { refresh } from './refresh.ts';
import { useRuns } from './use-api.ts';

/** Questions that wait for their answer, in the order they were asked. */
let asked: { url: string; answer: (response: Response) => void }[] = [];
/** Answers are cached per address for the life of the page, so each test asks at its own. */
let q = '';
let tests = 0;

beforeEach(() => {
  asked = [];
  tests += 1;
  q = `test-${tests}`;
  vi.stubGlobal(
    'fetch',
    (url: string) => new Promise<Response>((answer) => void asked.push({ url, answer })),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const list = (total: number) => ({ runs: [], nextCursor: null, total });
const asks = (count: number) => waitFor(() => expect(asked).toHaveLength(count));
const say = async (question: number, total: number) => {
  await asks(question + 1);
  await act(async () => asked[question]?.answer(Response.json(list(total))));
};

test('shows what the server drew until the lab has answered', async () => {
  const { result } = renderHook(() => useRuns({ q }, list(1)));
  expect(result.current.data?.total).toBe(1);
  await say(0, 2);
  await waitFor(() => expect(result.current.data?.total).toBe(2));
});

test('asks again when refreshed, for its own path only', async () => {
  renderHook(() => useRuns({ q }, list(1)));
  await say(0, 1);
  await refresh(API.story);
  expect(asked).toHaveLength(1);
  void refresh(API.runs({ q }));
  await say(1, 1);
  void refresh();
  await asks(3);
});

test('keeps what it knew when the lab refuses, says why, and recovers', async () => {
  const { result } = renderHook(() => useRuns({ q }, list(1)));
  await say(0, 2);
  void refresh(API.runs({ q }));
  await asks(2);
  const refusal = { error: { code: 'internal', message: 'The disk is full.' } };
  await act(async () => asked[1]?.answer(Response.json(refusal, { status: 500 })));
  await waitFor(() =>
    expect(result.current).toMatchObject({ data: { total: 2 }, error: { message: 'The disk is full.' } }),
  );
  void refresh(API.runs({ q }));
  await say(2, 4);
  await waitFor(() => expect(result.current).toEqual({ data: list(4), error: null }));
});

test('never shows one list under the address of another', async () => {
  const { result, rerender } = renderHook(({ name, total }) => useRuns({ q: name }, list(total)), {
    initialProps: { name: `${q}-a`, total: 1 },
  });
  await say(0, 2);
  rerender({ name: `${q}-b`, total: 7 });
  expect(result.current.data?.total).toBe(7);
});

describe('a lab that is away', () => {
  const API_DOWN = () => Promise.reject(new TypeError('fetch failed'));

  test('is asked again until it answers', async () => {
    const questions = vi.fn<() => Promise<Response>>(API_DOWN);
    vi.stubGlobal('fetch', questions);
    const { result } = renderHook(() => useRuns({ q }, list(1)));
    await waitFor(() =>
      expect(result.current).toMatchObject({ error: { message: 'The lab did not answer.' } }),
    );
    expect(result.current.data).toEqual(list(1));
    questions.mockImplementation(() => Promise.resolve(Response.json(list(2))));
    await waitFor(() => expect(result.current).toEqual({ data: list(2), error: null }), { timeout: 5000 });
  });

  test('is not asked again about what it refused for good', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const refusal = { error: { code: 'not_found', message: 'There is no such list.' } };
    const questions = vi.fn<() => Promise<Response>>(() =>
      Promise.resolve(Response.json(refusal, { status: 404 })),
    );
    vi.stubGlobal('fetch', questions);
    const { result } = renderHook(() => useRuns({ q }));
    await waitFor(() => expect(result.current.error?.message).toBe('There is no such list.'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(questions).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });
});
