/**
 * The event streams of this process. A browser reconnects over the same kept-alive connection as soon as its stream
 * ends, so after `closeAll` new streams are refused with `connection: close`; only then can the server exit.
 */
class OpenStreams {
  readonly #open = new Set<AbortController>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  add(controller: AbortController): () => void {
    this.#open.add(controller);
    return () => this.#open.delete(controller);
  }

  closeAll(): void {
    this.#closed = true;
    for (const controller of this.#open) controller.abort();
  }
}

const KEY = Symbol.for('auto-learn-lab.streams');
const holder: typeof globalThis & { [KEY]?: OpenStreams } = globalThis;

/** One registry for all module copies that Next loads. */
export const openStreams: OpenStreams = (holder[KEY] ??= new OpenStreams());
