import { expect, test } from 'vitest';
import { openStream } from './open-stream.ts';
import type { StreamMessage } from './stream-message.ts';

/** Plays the browser's EventSource and the clock. */
function setUp(after: number | null = null) {
  const urls: string[] = [];
  const heard: StreamMessage[] = [];
  const waits: number[] = [];
  let pending: (() => void) | null = null;
  let listeners = new Map<string, (event: { data?: string }) => void>();
  let readyState = 1;
  let closed = 0;
  const close = openStream({
    after,
    listener: (message) => heard.push(message),
    createSource: (url) => {
      urls.push(url);
      listeners = new Map();
      readyState = 1;
      return {
        get readyState() {
          return readyState;
        },
        addEventListener: (type, listener) => listeners.set(type, listener),
        close: () => {
          closed += 1;
        },
      };
    },
    wait: (ms, then) => {
      waits.push(ms);
      pending = then;
      return () => {
        pending = null;
      };
    },
  });
  return {
    urls,
    heard,
    waits,
    close,
    closed: () => closed,
    say: (type: string, data: unknown) => listeners.get(type)?.({ data: JSON.stringify(data) }),
    sayText: (type: string, data: string) => listeners.get(type)?.({ data }),
    fail: (state: 0 | 2) => {
      readyState = state;
      listeners.get('error')?.({});
    },
    later: () => pending?.(),
    pending: () => pending !== null,
  };
}

const run = (position: number) => ({
  position,
  event: { runId: 'run_1', seq: position, type: 'run.cancelled' },
});

test('a stream that ended for good is opened anew after the last position', () => {
  const stream = setUp();
  stream.say('hello', { position: 7 });
  stream.say('run', run(8));
  stream.fail(2);
  stream.later();
  expect(stream.urls).toEqual(['/api/events', '/api/events?after=8']);
});

test('a dropped connection is left to the browser, which reopens it itself', () => {
  const stream = setUp();
  stream.fail(0);
  expect(stream.pending()).toBe(false);
  expect(stream.heard).toEqual([{ kind: 'connection', connected: false, position: null }]);
});

test('it waits longer after every failure and at most eight seconds', () => {
  const stream = setUp();
  for (let i = 0; i < 7; i += 1) {
    stream.fail(2);
    stream.later();
  }
  expect(stream.waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test('a store that begins again before our position is read from where it stands', () => {
  const stream = setUp(900);
  stream.say('hello', { position: 3 });
  stream.fail(2);
  stream.later();
  expect(stream.urls.at(-1)).toBe('/api/events?after=3');
});

test('data that is no event is passed over', () => {
  const stream = setUp();
  stream.sayText('run', 'not json');
  stream.say('run', { position: 1 });
  stream.say('delta', {});
  expect(stream.heard).toEqual([]);
});

test('closing forgets a reopening that was due', () => {
  const stream = setUp();
  stream.fail(2);
  stream.close();
  expect(stream.pending()).toBe(false);
});
