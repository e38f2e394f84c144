import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '#lib/protocol/ports.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { type StreamItem, watchEvents } from './watch-events.ts';

function sources() {
  const log: StoredEvent[] = [];
  const wakes = new Set<() => void>();
  const deltaListeners = new Set<(delta: RunDelta) => void>();
  const all = sampleRunEvents();
  return {
    head: async () => log.length,
    since: async (position: number, limit: number) => log.slice(position, position + limit),
    subscribeEvents: (wake: () => void) => {
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
    subscribeDeltas: (listener: (delta: RunDelta) => void) => {
      deltaListeners.add(listener);
      return () => deltaListeners.delete(listener);
    },
    add(count: number) {
      for (const event of all.slice(log.length, log.length + count))
        log.push({ position: log.length + 1, event });
      for (const wake of wakes) wake();
    },
    preview(text: string) {
      for (const listener of deltaListeners)
        listener({ runId: 'run_sample', turn: 1, attempt: 1, delta: { kind: 'text', text } });
    },
    listeners: () => wakes.size + deltaListeners.size,
  };
}

async function take(stream: AsyncGenerator<StreamItem>, count: number): Promise<StreamItem[]> {
  const items: StreamItem[] = [];
  while (items.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    items.push(value);
  }
  return items;
}

const positions = (items: StreamItem[]) =>
  items.flatMap((item) => (item.kind === 'event' ? [item.stored.position] : []));

describe('watchEvents', () => {
  it('resumes after a position without a gap or a repeat, and goes on live', async () => {
    const world = sources();
    world.add(5);
    const stream = watchEvents(world, { after: 2, signal: new AbortController().signal, pingMs: 10_000 });
    expect(positions(await take(stream, 4))).toEqual([3, 4, 5]);
    const next = take(stream, 2);
    world.add(2);
    expect(positions(await next)).toEqual([6, 7]);
    await stream.return(undefined);
  });

  it('starts at the newest event when no position is given', async () => {
    const world = sources();
    world.add(3);
    const stream = watchEvents(world, { after: null, signal: new AbortController().signal, pingMs: 10_000 });
    expect(await take(stream, 1)).toEqual([{ kind: 'hello', position: 3 }]);
    await stream.return(undefined);
  });

  it('starts at the newest event for a reader that knows more than the store holds', async () => {
    const world = sources();
    world.add(3);
    const stream = watchEvents(world, { after: 900, signal: new AbortController().signal, pingMs: 10_000 });
    expect(await take(stream, 1)).toEqual([{ kind: 'hello', position: 3 }]);
    await stream.return(undefined);
  });

  it('hands on previews, pings when idle, and lets go of its sources when it ends', async () => {
    const world = sources();
    const abort = new AbortController();
    const stream = watchEvents(world, { after: 0, signal: abort.signal, pingMs: 5 });
    await take(stream, 1);
    const next = take(stream, 1);
    world.preview('typing');
    expect(await next).toMatchObject([{ kind: 'delta', delta: { delta: { text: 'typing' } } }]);
    expect(await take(stream, 1)).toEqual([{ kind: 'ping' }]);
    abort.abort();
    expect(await stream.next()).toMatchObject({ done: true });
    expect(world.listeners()).toBe(0);
  });
});
