/** What this process is doing on experiments right now. Nothing here is needed after a crash. */
export class ExperimentWork {
  readonly #executions = new Map<string, Execution>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  begin(experimentId: string, now: number): Execution {
    const execution: Execution = {
      abort: new AbortController(),
      began: now,
      runsBegan: null,
      doneAtBegin: null,
      learningsAtBegin: null,
      runs: new Set(),
    };
    this.#executions.set(experimentId, execution);
    return execution;
  }

  of(experimentId: string): Execution | null {
    return this.#executions.get(experimentId) ?? null;
  }

  end(experimentId: string): void {
    this.#executions.delete(experimentId);
  }

  /** The runs at work let go; what they did is not noted, and they begin again with the next start of the lab. */
  close(): void {
    this.#closed = true;
    for (const { abort } of this.#executions.values()) abort.abort();
  }
}

export interface Execution {
  /** Aborted by a cancellation and when the lab closes. */
  abort: AbortController;
  /** When it began; ms since the epoch. */
  began: number;
  /** When the first of its runs began, after the learnings of a pipeline; null before. */
  runsBegan: number | null;
  /** Runs that were done by then, so that speed is measured on this execution alone. */
  doneAtBegin: number | null;
  /** Learnings that were done when this execution began with the rest; null where it has none to do. */
  learningsAtBegin: number | null;
  /** Ids of the runs at work. */
  runs: Set<string>;
}
