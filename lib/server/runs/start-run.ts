import 'server-only';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { startRunSchema } from '#lib/protocol/http.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { PERSON } from '#lib/protocol/played-run.ts';
import { DEFAULT_LIMITS, type RunPlan } from '#lib/protocol/run-plan.ts';
import { createRun } from './create-run.ts';
import { currentStory, storySpace } from '../story/current-story.ts';
import { findScenario } from '../scenarios/find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';

/** Starts a run outside the story. Its skills and what it teaches are those of the current story's learning space. */
export async function startRun(input: z.output<typeof startRunSchema>): Promise<{ runId: string }> {
  const lab = await getLab();
  const runId = input.requestId === undefined ? lab.newId('run') : runIdOf(input.requestId);
  const known = await lab.store.runs.get(runId);
  if (known) return { runId };
  const wanted = await findScenario(lab.store, input.scenarioId);
  if (!wanted) {
    const message = `There is no scenario "${input.scenarioId}".`;
    throw new LabError({ code: 'invalid_input', message, fields: { scenarioId: message } });
  }
  const { scenario, hash } = wanted;
  const played = input.agent === 'person';
  const arm = played ? 'none' : input.arm;
  const spaceId = arm === 'learned' || input.learns ? await storySpace(lab, await currentStory(lab)) : null;
  const plan: RunPlan = {
    scenarioId: scenario.id,
    scenarioTitle: scenario.title,
    scenarioHash: hash,
    seed: input.seed,
    act: null,
    arm,
    skillSource: arm === 'learned' && spaceId ? { kind: 'space', spaceId } : { kind: 'none' },
    learnsInto: input.learns ? spaceId : null,
    storyId: null,
    pace: played ? 'instant' : input.pace,
    // A person makes one call a turn and then says the last word.
    limits: played ? { ...DEFAULT_LIMITS, maxTurns: DEFAULT_LIMITS.maxCalls + 1 } : DEFAULT_LIMITS,
    model: played ? PERSON : lab.model.info,
    acontext: lab.acontextInfo,
  };
  try {
    return { runId: await createRun(lab, plan, runId) };
  } catch (error) {
    // The same request at the same moment.
    if (input.requestId !== undefined && (await lab.store.runs.get(runId))) return { runId };
    throw error;
  }
}

function runIdOf(requestId: string): string {
  return `run_${createHash('sha256').update(requestId).digest('hex').slice(0, 26)}`;
}
