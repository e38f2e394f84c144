import { expect, test } from 'vitest';
import { shareStream, type ChannelMessage } from './share-stream.ts';
import type { StreamListener, StreamMessage } from './stream-message.ts';

/** A browser with any number of tabs: one lock, one channel, and a server that counts connections. */
function browser() {
  const ears = new Map<number, (message: ChannelMessage) => void>();
  const queue: { tab: number; onElected: () => void }[] = [];
  const connections: { after: number | null; say: StreamListener; open: boolean }[] = [];
  let tabs = 0;

  return {
    connections,
    openTab: () => {
      tabs += 1;
      const tab = tabs;
      const heard: StreamMessage[] = [];
      const close = shareStream({
        channel: {
          post: (message) => {
            for (const [id, hear] of ears) if (id !== tab) hear(message);
          },
          listen: (hear) => {
            ears.set(tab, hear);
            return () => ears.delete(tab);
          },
        },
        elect: (onElected) => {
          queue.push({ tab, onElected });
          if (queue.length === 1) onElected();
          return () => {
            const place = queue.findIndex((waiting) => waiting.tab === tab);
            queue.splice(place, 1);
            if (place === 0) queue[0]?.onElected();
          };
        },
        open: (after, say) => {
          const connection = { after, say, open: true };
          connections.push(connection);
          return () => {
            connection.open = false;
          };
        },
        listener: (message) => heard.push(message),
      });
      return { heard, close };
    },
  };
}

const run = (position: number): StreamMessage => ({
  kind: 'run',
  position,
  event: { runId: 'run_1', seq: position, key: 'k', at: '', type: 'run.cancelled', data: {} },
});

test('ten tabs share one connection and all hear the same', () => {
  const { openTab, connections } = browser();
  const tabs = Array.from({ length: 10 }, openTab);
  connections[0]?.say(run(5));
  expect(connections).toHaveLength(1);
  for (const { heard } of tabs) expect(heard.at(-1)).toEqual(run(5));
});

test('when the leading tab closes, the next one reads on from the last position', () => {
  const { openTab, connections } = browser();
  const [first, second] = [openTab(), openTab()];
  connections[0]?.say(run(5));
  first.close();
  expect(connections.map(({ after, open }) => ({ after, open }))).toEqual([
    { after: null, open: false },
    { after: 5, open: true },
  ]);
  connections[1]?.say(run(6));
  expect(second.heard.filter(({ kind }) => kind === 'run')).toEqual([run(5), run(6)]);
  expect(first.heard.at(-1)).toEqual(run(5));
});

test('a tab that opens later learns from the leader whether the stream is up', () => {
  const { openTab, connections } = browser();
  openTab();
  connections[0]?.say({ kind: 'connection', connected: true, position: 4 });
  const late = openTab();
  expect(late.heard).toEqual([{ kind: 'connection', connected: true, position: 4 }]);
});

test('a tab that closes before its turn never opens a connection', () => {
  const { openTab, connections } = browser();
  const [first, second] = [openTab(), openTab()];
  second.close();
  first.close();
  expect(connections).toHaveLength(1);
});
