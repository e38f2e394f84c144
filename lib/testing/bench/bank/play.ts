import { buildSystemPrompt, runAgent } from '#lib/agent/index.ts';
import { createEnvironment, type ScenarioDefinition } from '#lib/environment/index.ts';
import { outcomeOf } from '#lib/protocol/evaluation.ts';
import type { ChatModel, SessionRecorder, SkillAccess } from '#lib/protocol/ports.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';

/** The real agent loop on a real incident, without the durable engine around it. */
export async function play(
  scenario: ScenarioDefinition,
  seed: number,
  parts: { model: ChatModel; skills: SkillAccess; recorder: SessionRecorder | null },
) {
  const environment = createEnvironment(scenario, seed);
  const names: string[] = [];
  const { finalMessage } = await runAgent({
    runId: `run_${scenario.id}_${seed}`,
    ...parts,
    environment,
    append: async (_, body) => {
      if (body.type === 'tool_call.completed') names.push(body.data.name);
    },
    step: (_, execute) => execute(),
    signal: new AbortController().signal,
    limits: DEFAULT_LIMITS,
    seed,
    pace: 'instant',
    systemPrompt: buildSystemPrompt(parts.skills.contextPrompt),
    clock: { now: () => 0 },
    resumed: false,
  });
  const evaluation = environment.evaluate(finalMessage);
  const skillCalls = names.filter((name) => parts.skills.tools.some((tool) => tool.name === name)).length;
  return {
    request: environment.request,
    verified: evaluation.verified,
    harm: outcomeOf(evaluation) === 'harmful',
    devops: names.length - skillCalls,
    total: names.length,
    diagnosis: evaluation.diagnosis.score,
  };
}
