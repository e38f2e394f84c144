import { LabError } from '#lib/protocol/lab-error.ts';
import type { WorkflowContext } from '#lib/protocol/ports.ts';
import { conclude, reveal, type Outcome } from './outcome.ts';

/** What the engine underneath offers to a workflow that is being executed. */
export interface DurableSteps {
  run: <T>(
    config: { name: string; retryPolicy: { maximumAttempts: number } },
    execute: () => Promise<T>,
  ) => Promise<T>;
  sleep: (name: string, duration: `${number}ms`) => Promise<void>;
}

/** openworkflow allows 1000 attempts; the rest is for steps that a crash interrupts. */
export const MAX_STEPS = 900;

/** A step's own errors are outcomes, so only the engine's failures (a full disk) are tried again, without end. */
const KEEP_TRYING = { maximumAttempts: 0 };

/** A promise for code that must not go on: nobody holds it, so it and its waiter are collected. */
const never = <T>() => new Promise<T>(() => {});

export interface Execution<O> {
  outcome: Promise<Outcome<O>>;
  /** Ends the execution: no step begins any more, none is remembered, and `outcome` rejects. */
  interrupt: (reason: unknown) => void;
}

/**
 * Executes a workflow once more from its beginning, with what earlier executions remember. `outcome` rejects when the engine
 * stops the execution (a sleep, a lost lease, a full disk, a shutdown): the workflow's own code must not see that,
 * or its `catch` would record as a failure what is only a pause. It just never comes back from its `await`.
 */
export function runWorkflow<I, O>(
  execute: (input: I, context: WorkflowContext) => Promise<O>,
  input: I,
  steps: DurableSteps,
): Execution<O> {
  const interruption = Promise.withResolvers<never>();
  let interrupted = false;
  const interrupt = (reason: unknown) => {
    interrupted = true;
    interruption.reject(reason);
  };

  const names = new Set<string>();
  const durably = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    if (names.has(name)) throw new Error(`Two steps of a workflow are called "${name}"`);
    if (names.size >= MAX_STEPS) throw tooManySteps();
    names.add(name);
    if (interrupted) return never();
    try {
      const result = await work();
      return interrupted ? await never() : result;
    } catch (error) {
      interrupt(error);
      return never();
    }
  };

  const context: WorkflowContext = {
    step: async (name, executeStep) =>
      reveal(
        await durably(name, () => steps.run({ name, retryPolicy: KEEP_TRYING }, () => conclude(executeStep))),
      ),
    sleep: (name, ms) => durably(name, () => steps.sleep(name, `${Math.max(0, Math.ceil(ms))}ms`)),
  };
  const concluded = conclude(() => execute(input, context));
  return { outcome: Promise.race([concluded, interruption.promise]), interrupt };
}

function tooManySteps(): LabError {
  return new LabError({
    code: 'internal',
    message: `A workflow can have ${MAX_STEPS} steps and no more.`,
    hint: 'Let it wait longer between looks, or split it.',
  });
}
