import { buildSystemPrompt, runAgent } from '#lib/agent/index.ts';
import { createSessionRecorder } from '#lib/acontext/index.ts';
import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import { outcomeOf } from '#lib/protocol/evaluation.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { AppendEvent, WorkflowContext } from '#lib/protocol/ports.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import { runCancelled } from '#lib/protocol/run-cancelled.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { concludePlayedRun } from './conclude-played-run.ts';
import { startLearning } from './execute-learning.ts';
import type { Lab } from './lab.ts';
import { openSession } from './open-session.ts';
import { openSkills } from './open-skills.ts';
import { createAppend } from './create-append.ts';
import { toErrorInfo } from './to-error-info.ts';

/**
 * The workflow `run`: one agent on one scenario in a fresh environment. Everything that happened before a crash comes
 * back from the engine's steps; the environment is deterministic, so replaying the calls rebuilds the world.
 */
export async function executeRun(lab: Lab, runId: string, context: WorkflowContext): Promise<void> {
  const append = createAppend(lab, runId);
  const log = await lab.store.events.list(runId, 0);
  const plan = planOf(runId, log);
  try {
    if (await cancelWasRequested(lab, runId)) throw runCancelled();
    if (isPlayed(plan)) await concludePlayedRun(lab, runId, append);
    else await play(lab, { runId, plan, append, context, resumed: log.length > 1 });
  } catch (error) {
    const info = toErrorInfo(error);
    if (info.code === 'cancelled') await append('run.ended', { type: 'run.cancelled', data: {} });
    else await append('run.ended', { type: 'run.failed', data: { error: info } });
    return;
  } finally {
    lab.cancellations.forget(runId);
  }
  // A played run that does not teach has no session to look at.
  if (isPlayed(plan) && plan.learnsInto === null) return;
  await startLearning(lab, { runId, attempt: 1, spaceId: plan.learnsInto });
}

interface Play {
  runId: string;
  plan: RunPlan;
  append: AppendEvent;
  context: WorkflowContext;
  resumed: boolean;
}

async function play(lab: Lab, { runId, plan, append, context, resumed }: Play): Promise<void> {
  const signal = lab.cancellations.signalFor(runId);
  const scenario = findScenario(plan.scenarioId);
  if (!scenario)
    throw new LabError({ code: 'not_found', message: `There is no scenario ${plan.scenarioId}.` });
  const environment = createEnvironment(scenario, plan.seed);
  const skills = await openSkills(lab, plan.skillSource, context.step);
  const systemPrompt = await context.step('system-prompt', async () =>
    buildSystemPrompt(skills.contextPrompt),
  );
  await append('run.started', {
    type: 'run.started',
    data: {
      systemPrompt,
      request: environment.request,
      tools: [...environment.tools, ...skills.tools].map(({ name }) => name),
      skills: skills.offered,
      world: environment.snapshot(),
    },
  });
  const { sessionId } = await context.step('session', () => openSession(lab, runId, plan));
  await append('session.created', { type: 'session.created', data: { sessionId, spaceId: plan.learnsInto } });
  const { reason, finalMessage } = await runAgent({
    runId,
    model: lab.model,
    environment,
    skills,
    recorder: createSessionRecorder(lab.acontext, sessionId),
    append,
    step: context.step,
    signal,
    limits: plan.limits,
    seed: plan.seed,
    pace: plan.pace,
    systemPrompt,
    onDelta: (delta) => lab.deltas.publish(delta),
    clock: lab.clock,
    resumed,
  });
  await append('agent.stopped', { type: 'agent.stopped', data: { reason, finalMessage } });
  const evaluation = environment.evaluate(finalMessage);
  await append('evaluation', { type: 'evaluation.completed', data: { evaluation } });
  await append('run.ended', { type: 'run.completed', data: { outcome: outcomeOf(evaluation) } });
}

async function cancelWasRequested(lab: Lab, runId: string): Promise<boolean> {
  const log = await lab.store.events.list(runId, 0);
  return log.some(({ type }) => type === 'run.cancel_requested');
}

function planOf(runId: string, log: readonly RunEvent[]): RunPlan {
  const [first] = log;
  if (first?.type !== 'run.queued') throw new Error(`Run ${runId} has no run.queued event`);
  return first.data.plan;
}
