import type { Step } from '#lib/protocol/ports.ts';

/** A step's result, and whether it was computed now or remembered from before a restart. */
export interface Remembered<T> {
  value: T;
  fresh: boolean;
}

export interface DurableSteps {
  run<T>(name: string, execute: () => Promise<T>): Promise<Remembered<T>>;
  /** True once it is known that an earlier process already worked on this run. */
  resumed(): boolean;
}

/** Wraps a Step so that a caller can tell work that was done now from work that was done before. */
export function createDurableSteps(step: Step, resumedFromStart: boolean): DurableSteps {
  let resumed = resumedFromStart;
  return {
    resumed: () => resumed,
    async run(name, execute) {
      let fresh = false;
      const value = await step(name, () => {
        fresh = true;
        return execute();
      });
      resumed ||= !fresh;
      return { value, fresh };
    },
  };
}
