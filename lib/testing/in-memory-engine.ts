import type { Engine, WorkflowContext } from '#lib/protocol/ports.ts';

type Execute = (input: unknown, context: WorkflowContext) => Promise<unknown>;

interface Started {
  name: string;
  input: string;
  result: Promise<unknown>;
}

/**
 * An engine that really executes, at once, and forgets everything with the process. Input and output pass through JSON,
 * as they do in a durable engine. `crash` makes it drop whatever is started later, like a process that was killed.
 */
export function createInMemoryEngine(): Engine & { crash: () => void } {
  const workflows = new Map<string, Execute>();
  const started = new Map<string, Started>();
  const ids = new Map<string, string>();
  const timers = new Set<NodeJS.Timeout>();
  let go = (): void => {};
  const running = new Promise<void>((resolve) => {
    go = resolve;
  });
  let dead = false;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });

  async function execute(name: string, input: string, delayMs: number): Promise<unknown> {
    await running;
    if (delayMs > 0) await pause(delayMs);
    if (dead) return new Promise(() => {});
    const workflow = workflows.get(name);
    if (!workflow) throw new Error(`There is no workflow '${name}'.`);
    const output = await workflow(JSON.parse(input), {
      step: async (_name, step) => step(),
      sleep: async (_name, ms) => pause(ms),
    });
    return JSON.parse(JSON.stringify(output ?? null));
  }

  return {
    define: (name, body) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input is what `start` was given as JSON
      workflows.set(name, body as Execute);
    },
    start: async (name, input, { key, delayMs = 0 }) => {
      const known = ids.get(key);
      if (known !== undefined) return known;
      const id = `wf_${ids.size + 1}`;
      ids.set(key, id);
      const json = JSON.stringify(input);
      const result = execute(name, json, delayMs);
      result.catch(() => {});
      started.set(id, { name, input: json, result });
      return id;
    },
    result: async <O>(id: string): Promise<O> => {
      const found = started.get(id);
      if (!found) throw new Error(`There is no workflow ${id}.`);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller knows what its workflow returns
      return (await found.result) as O;
    },
    run: async () => go(),
    stop: async () => {
      dead = true;
      for (const timer of timers) clearTimeout(timer);
    },
    crash: () => {
      dead = true;
    },
  };
}
