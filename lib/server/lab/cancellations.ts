/** One AbortController per run that this process works on. */
export class Cancellations {
  readonly #controllers = new Map<string, AbortController>();

  signalFor(runId: string): AbortSignal {
    const controller = this.#controllers.get(runId) ?? new AbortController();
    this.#controllers.set(runId, controller);
    return controller.signal;
  }

  abort(runId: string): void {
    this.#controllers.get(runId)?.abort();
  }

  forget(runId: string): void {
    this.#controllers.delete(runId);
  }
}
