import { oneAtATime } from '#lib/utils/one-at-a-time.ts';

/** Work that waits for its turn: one at a time per name, any number of names at once. */
export class Turns {
  readonly #queues = new Map<string, { waiting: number; run: ReturnType<typeof oneAtATime> }>();

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(name) ?? { waiting: 0, run: oneAtATime() };
    this.#queues.set(name, queue);
    queue.waiting += 1;
    try {
      return await queue.run(work);
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) this.#queues.delete(name);
    }
  }
}
