import type { RunDelta } from '#lib/protocol/run-delta.ts';

/** Previews of this process's inferences. Not stored: whoever is not listening loses nothing but the typing. */
export class DeltaBus {
  readonly #listeners = new Set<(delta: RunDelta) => void>();

  publish(delta: RunDelta): void {
    for (const listener of this.#listeners) listener(delta);
  }

  subscribe(listener: (delta: RunDelta) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
