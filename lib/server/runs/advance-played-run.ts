import { buildSystemPrompt, createToolBox } from '#lib/agent/index.ts';
import { noSkills } from '#lib/acontext/index.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { AppendEvent } from '#lib/protocol/ports.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { enqueueRun } from './enqueue-run.ts';
import type { Lab } from '../lab/lab.ts';
import { rebuildPlayedWorld } from './rebuild-played-world.ts';
import { storePlayedMessages } from './store-played-messages.ts';

/**
 * Brings a played run as far as it can go without its person, from its log alone: opens it, carries out the call that
 * was asked for, and hands an ended one to the engine to be judged. Safe to repeat at any point, so it is also what a
 * restart and a retried request do. Call it inside `lab.playTurns`.
 */
export async function advancePlayedRun(lab: Lab, runId: string): Promise<RunView> {
  const append: AppendEvent = async (key, body) => {
    await lab.store.events.append(runId, key, body);
  };
  const read = async () => foldRunEvents(runId, await lab.store.events.list(runId));
  const before = await read();
  if (!isAtWork(before.status)) return before;
  try {
    await begin(lab, before, append);
    await carryOut(lab, await read(), append);
  } catch (error) {
    // The scenario is gone, or its world is not the one that the log tells of: there is no way to go on.
    if (!(error instanceof LabError) || !FATAL.has(error.code)) throw error;
    await append('run.ended', { type: 'run.failed', data: { error: error.info } });
    return read();
  }
  await storePlayedMessages(lab, runId, append);
  const after = await read();
  if (after.stopped || after.cancelRequested) await enqueueRun(lab, runId);
  return after;
}

const FATAL: ReadonlySet<string> = new Set(['not_found', 'internal']);

async function begin(lab: Lab, view: RunView, append: AppendEvent): Promise<void> {
  if (view.started) return;
  const environment = await rebuildPlayedWorld(lab, view);
  await append('run.started', {
    type: 'run.started',
    data: {
      systemPrompt: buildSystemPrompt(''),
      request: environment.request,
      tools: environment.tools.map(({ name }) => name),
      skills: [],
      world: environment.snapshot(),
    },
  });
}

/** Executes what the last turn asked for and has no result yet; a turn that asks for nothing was the last word. */
async function carryOut(lab: Lab, view: RunView, append: AppendEvent): Promise<void> {
  const last = view.turns.at(-1);
  if (!last || view.stopped) return;
  const { turn, inference, calls } = last;
  if (inference.toolCalls.length === 0) {
    await append('agent.stopped', {
      type: 'agent.stopped',
      data: { reason: 'final_message', finalMessage: inference.content },
    });
    return;
  }
  const open = inference.toolCalls.slice(calls.length);
  if (open.length === 0) return;
  const toolBox = createToolBox(await rebuildPlayedWorld(lab, view), noSkills);
  let call = view.calls.length;
  for (const request of open) {
    call += 1;
    const startedAt = lab.clock.now();
    const done = await toolBox.execute(request, 'tool_calls');
    const { id: callId, name, arguments: raw } = request;
    const durationMs = lab.clock.now() - startedAt;
    await append(`call-${call}`, {
      type: 'tool_call.completed',
      data: { turn, call, callId, name, arguments: raw, durationMs, ...done },
    });
  }
}
