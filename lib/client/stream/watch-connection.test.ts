import { expect, test } from 'vitest';
import type { StreamListener } from './stream-message.ts';
import { watchConnection } from './watch-connection.ts';

/** A stream and a clock that the test plays; whoever subscribes hears first that nothing is connected yet. */
function setUp() {
  let listener: StreamListener = () => {};
  let pending: (() => void) | null = null;
  const watch = watchConnection({
    subscribe: (heard) => {
      listener = heard;
      heard({ kind: 'connection', connected: false, position: null });
      return () => {
        listener = () => {};
      };
    },
    wait: (_, then) => {
      pending = then;
      return () => {
        pending = null;
      };
    },
  });
  const said: boolean[] = [];
  const stop = watch.subscribe(() => said.push(watch.isLost()));
  return {
    watch,
    said,
    stop,
    connect: (connected: boolean) => listener({ kind: 'connection', connected, position: 3 }),
    later: () => pending?.(),
  };
}

test('a page that has not connected yet is not said to have lost anything', () => {
  const stream = setUp();
  stream.later();
  expect(stream.watch.isLost()).toBe(false);
});

test('a stream that is reopened at once is not worth a word', () => {
  const stream = setUp();
  stream.connect(true);
  stream.connect(false);
  stream.connect(true);
  stream.later();
  expect(stream.said).toEqual([]);
});

test('a stream that stays down is lost, however often it is tried, until it is back', () => {
  const stream = setUp();
  stream.connect(true);
  stream.connect(false);
  stream.connect(false);
  stream.later();
  stream.connect(false);
  stream.later();
  expect(stream.said).toEqual([true]);
  stream.connect(true);
  expect(stream.said).toEqual([true, false]);
});

test('a stream that could never be opened is lost as well', () => {
  const stream = setUp();
  stream.connect(false);
  stream.later();
  expect(stream.watch.isLost()).toBe(true);
});

test('nothing is heard after the last watcher has left', () => {
  const stream = setUp();
  stream.connect(false);
  stream.stop();
  stream.later();
  expect(stream.said).toEqual([]);
});
