import { OpenWorkflow, type Worker } from 'openworkflow';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Engine, WorkflowContext } from '#lib/protocol/ports.ts';
import { toStorageError } from '#lib/protocol/storage-error.ts';
import { connectBackend, EngineStopped, watchReleases, type EngineConfig } from './connect-backend.ts';
import { readOutcome, reveal, type Outcome } from './outcome.ts';
import { runWorkflow } from './run-workflow.ts';
import { Signals } from './signals.ts';

export interface EngineOptions {
  /** Workflows that this process works on at the same time. */
  concurrency: number;
  /** Hears of failures that no caller waits for. The engine tries again by itself. */
  onError?: (error: unknown) => void;
}

/** The longest time until work or results of another instance are noticed, ms; those of this one are noticed at once. */
const POLL_MS = 1_000;
/** How long a stop waits for workflows to be given back, ms. What is left is freed by the next boot. */
const STOP_MS = 2_000;
const WORK = 'work';

/** The engine's failures, not the workflow's: those are outcomes. */
const KEEP_TRYING = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  maximumInterval: '30s',
  maximumAttempts: 0,
} as const;

/** How the engine underneath says that an execution ends for now and nothing is wrong. */
const PAUSES: ReadonlySet<string> = new Set([
  'SleepSignalError',
  'StaleExecutionBranchError',
  'EngineStopped',
]);

/**
 * Durable execution on openworkflow. A step or a workflow that throws is not tried again: what it threw is its
 * outcome, and the same at every replay; a step that a crash interrupted runs again. In embedded mode open the store
 * first: its lock on the data folder is what keeps a second process away from `engine.db`.
 */
export async function createEngine(
  config: EngineConfig,
  { concurrency, onError = () => {} }: EngineOptions,
): Promise<Engine> {
  const { backend, freeLeases } = await connectBackend(config);
  const workflows = new OpenWorkflow({ backend });
  const signals = new Signals();
  const executions = new Set<(reason: Error) => void>();
  let worker: Worker | null = null;
  const stopping = new AbortController();

  const lookForWork = (delayMs: number) =>
    // Once more than a tick later: the place of a workflow that has just ended is free by then.
    void setTimeout(() => signals.fire(WORK), Math.max(0, delayMs)).unref();

  watchReleases(backend, (run) => {
    signals.fire(run.id);
    lookForWork(run.status === 'running' && run.availableAt ? run.availableAt.getTime() - Date.now() : 0);
  });

  const work = async (own: Worker) => {
    while (!stopping.signal.aborted) {
      const woken = signals.wait(WORK, POLL_MS);
      const claimed = await own.tick().catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (claimed === 0) await woken;
    }
  };

  return {
    define: <I, O>(name: string, execute: (input: I, context: WorkflowContext) => Promise<O>) => {
      workflows.implementWorkflow<I, Outcome<O>>(
        { name, retryPolicy: KEEP_TRYING },
        async ({ input, step }) => {
          const execution = runWorkflow(execute, input, step);
          executions.add(execution.interrupt);
          // Claimed while the engine was being stopped.
          if (stopping.signal.aborted) execution.interrupt(new EngineStopped());
          try {
            return await execution.outcome;
          } catch (error) {
            if (!(error instanceof Error && PAUSES.has(error.name))) onError(error);
            throw error;
          } finally {
            executions.delete(execution.interrupt);
          }
        },
      );
    },
    start: async (name, input, { key, delayMs = 0 }) => {
      try {
        const { workflowRun } = await workflows.runWorkflow({ name }, input, {
          idempotencyKey: key,
          ...(delayMs > 0 ? { availableAt: new Date(Date.now() + delayMs) } : {}),
        });
        lookForWork(delayMs);
        return workflowRun.id;
      } catch (error) {
        throw toStorageError(error);
      }
    },
    result: async <O>(engineId: string) => {
      for (;;) {
        const ended = signals.wait(engineId, POLL_MS);
        if (stopping.signal.aborted) throw shuttingDown();
        const run = await backend.getWorkflowRun({ workflowRunId: engineId });
        if (!run) throw new LabError({ code: 'not_found', message: `There is no workflow ${engineId}.` });
        if (run.status === 'completed') return reveal(readOutcome<O>(run.output));
        if (run.status === 'failed' || run.status === 'canceled') throw gaveUp(run.error?.message);
        await ended;
      }
    },
    run: () => {
      if (worker) return Promise.resolve();
      freeLeases();
      worker = workflows.newWorker({ concurrency });
      void work(worker);
      return Promise.resolve();
    },
    stop: async () => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      signals.fireAll();
      for (const interrupt of executions) interrupt(new EngineStopped());
      if (worker) await Promise.race([worker.stop(), signals.wait('stopped', STOP_MS)]);
      signals.fireAll();
      // postgres.js can wait for good when it is ended while a connection is being asked for.
      await Promise.race([backend.stop(), signals.wait('closed', STOP_MS)]);
    },
  };
}

function shuttingDown(): LabError {
  return new LabError({
    code: 'cancelled',
    message: 'The lab is shutting down; the work goes on at its next start.',
  });
}

function gaveUp(reason = 'it was cancelled'): LabError {
  return new LabError({ code: 'internal', message: `The engine gave a workflow up: ${reason}.` });
}
