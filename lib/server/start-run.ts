import 'server-only';
import type { z } from 'zod';
import { findScenario } from '#lib/environment/index.ts';
import type { startRunSchema } from '#lib/protocol/http.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import { createRun } from './create-run.ts';
import { currentStory, storySpace } from './current-story.ts';
import { getLab } from './get-lab.ts';

/** Starts a run outside the story. Its skills and what it teaches are those of the current story's learning space. */
export async function startRun(input: z.output<typeof startRunSchema>): Promise<{ runId: string }> {
  const lab = await getLab();
  const scenario = findScenario(input.scenarioId);
  if (!scenario) {
    const message = `There is no scenario "${input.scenarioId}".`;
    throw new LabError({ code: 'invalid_input', message, fields: { scenarioId: message } });
  }
  const spaceId =
    input.arm === 'learned' || input.learns ? await storySpace(lab, await currentStory(lab)) : null;
  const runId = await createRun(lab, {
    scenarioId: scenario.id,
    scenarioTitle: scenario.title,
    seed: input.seed,
    act: null,
    arm: input.arm,
    skillSource: input.arm === 'learned' && spaceId ? { kind: 'space', spaceId } : { kind: 'none' },
    learnsInto: input.learns ? spaceId : null,
    storyId: null,
    pace: input.pace,
    limits: DEFAULT_LIMITS,
    model: lab.model.info,
    acontext: lab.acontextInfo,
  });
  return { runId };
}
