/** Named wake-ups inside a process. A wait always ends: by its signal or by its time. */
export class Signals {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Wakes everybody who waits for this name. */
  fire(name: string): void {
    for (const wake of this.#waiting.get(name) ?? []) wake();
  }

  fireAll(): void {
    for (const name of this.#waiting.keys()) this.fire(name);
  }

  /** Begin to wait before you look, so that nothing that happens in between is missed. */
  wait(name: string, atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(name) ?? new Set();
      this.#waiting.set(name, waiting);
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0) this.#waiting.delete(name);
        resolve();
      };
      const timer = setTimeout(wake, atMostMs);
      waiting.add(wake);
    });
  }
}
