import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '#lib/protocol/ports.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { createEventTail } from './event-tail.ts';

const [event] = sampleRunEvents();
const at = (position: number): StoredEvent => {
  if (!event) throw new Error('a sample');
  return { position, event };
};

/** A log that other instances write to, and what a subscriber saw of it. */
function setUp() {
  const log: StoredEvent[] = [];
  const errors: unknown[] = [];
  let reads = 0;
  let broken = false;
  const tail = createEventTail({
    start: 0,
    read: (position, limit) => {
      reads += 1;
      if (broken) return Promise.reject(new Error('no connection'));
      return Promise.resolve(log.filter((stored) => stored.position > position).slice(0, limit));
    },
    onError: (error) => errors.push(error),
  });
  const seen: number[] = [];
  tail.subscribe(({ position }) => seen.push(position));
  return {
    tail,
    seen,
    errors,
    write: (...positions: number[]) => log.push(...positions.map(at)),
    reads: () => reads,
    breakReads: (now: boolean) => {
      broken = now;
    },
  };
}

describe('the tail of the event log', () => {
  it('passes own events on at once, without reading', () => {
    const { tail, seen, reads } = setUp();
    tail.push(at(1));
    tail.push(at(2));
    expect(seen).toEqual([1, 2]);
    expect(reads()).toBe(0);
  });

  it('reads what lies between when another instance was faster', async () => {
    const { tail, seen, write } = setUp();
    write(1, 2, 3, 5);
    tail.push(at(3));
    tail.push(at(5));
    await expect.poll(() => seen).toEqual([1, 2, 3, 5]);
  });

  it('delivers nothing twice, however it hears of it', async () => {
    const { tail, seen, write } = setUp();
    write(1, 2);
    tail.wake(2);
    tail.push(at(1));
    tail.push(at(2));
    tail.wake(null);
    tail.wake(1);
    await expect.poll(() => seen).toEqual([1, 2]);
    tail.push(at(2));
    expect(seen).toEqual([1, 2]);
  });

  it('reads on, page by page, until it knows everything', async () => {
    const { tail, seen, write } = setUp();
    const positions = Array.from({ length: 1200 }, (_, index) => index + 1);
    write(...positions);
    tail.wake(null);
    await expect.poll(() => seen).toEqual(positions);
  });

  it('reports a failed read and catches up at the next news', async () => {
    const { tail, seen, errors, write, breakReads } = setUp();
    write(1);
    breakReads(true);
    tail.wake(null);
    await expect.poll(() => errors).toEqual([new Error('no connection')]);
    breakReads(false);
    tail.wake(null);
    await expect.poll(() => seen).toEqual([1]);
  });

  it('is silent once it is closed', async () => {
    const { tail, seen, write } = setUp();
    write(1);
    tail.wake(null);
    await tail.close();
    tail.push(at(2));
    tail.wake(null);
    expect(seen).toEqual([]);
  });
});
