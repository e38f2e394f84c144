import { createSessionRecorder } from '#lib/acontext/index.ts';
import { buildSystemPrompt, runAgent } from '#lib/agent/index.ts';
import { createEnvironment } from '#lib/environment/index.ts';
import { outcomeOf } from '#lib/protocol/evaluation.ts';
import type { AppendEvent, SessionRecorder, Step } from '#lib/protocol/ports.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { scenarioOf } from '../scenarios/find-scenario.ts';
import type { Lab } from '../lab/lab.ts';
import { modelOf } from '../lab/model-of.ts';
import { openSession } from '../lab/open-session.ts';
import { openSkills } from '../lab/open-skills.ts';

export interface Play {
  runId: string;
  plan: RunPlan;
  append: AppendEvent;
  step: Step;
  signal: AbortSignal;
  resumed: boolean;
}

/** A run in an experiment that teaches nothing: its log is its only record, Acontext does not hear of it. */
export const keepsSession = ({ experiment, learnsInto }: RunPlan): boolean =>
  experiment === undefined || learnsInto !== null;

/** From `run.started` to `run.completed`: an agent in a fresh environment, then the oracle. Throws what ends it early. */
export async function playRun(lab: Lab, play: Play): Promise<void> {
  const { runId, plan, append, step, signal, resumed } = play;
  const environment = createEnvironment(await scenarioOf(lab.store, plan), plan.seed);
  const skills = await openSkills(lab, plan.skillSource, step);
  const systemPrompt = await step('system-prompt', async () => buildSystemPrompt(skills.contextPrompt));
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
  const { reason, finalMessage } = await runAgent({
    runId,
    model: modelOf(lab, plan),
    environment,
    skills,
    recorder: keepsSession(plan) ? await recorderOf(lab, play) : null,
    append,
    step,
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
  const aftermath = environment.aftermath();
  await append('evaluation', { type: 'evaluation.completed', data: { evaluation, aftermath } });
  await append('run.ended', { type: 'run.completed', data: { outcome: outcomeOf(evaluation) } });
}

async function recorderOf(lab: Lab, { runId, plan, append, step }: Play): Promise<SessionRecorder> {
  const { sessionId } = await step('session', () => openSession(lab, runId, plan));
  await append('session.created', { type: 'session.created', data: { sessionId, spaceId: plan.learnsInto } });
  return createSessionRecorder(lab.acontext, sessionId);
}
