import 'server-only';
import type { z } from 'zod';
import type { startStoryRunSchema } from '#lib/protocol/http.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { createRun } from '../runs/create-run.ts';
import { currentStory, storySpace } from './current-story.ts';
import { getLab } from '../lab/get-lab.ts';
import { requireScenario } from '../scenarios/find-scenario.ts';
import type { Lab } from '../lab/lab.ts';
import { STORY_DEFAULTS, storyRole } from './story-plan.ts';

/** Starts a part of the story. Throws `already_running` while that part runs, `conflict` for Act 2 before anything was learned. */
export async function startStoryRun(input: z.output<typeof startStoryRunSchema>): Promise<{ runId: string }> {
  const lab = await getLab();
  const story = await currentStory(lab);
  const spaceId = await storySpace(lab, story);
  if (input.part === 'act2') await requireLearnedSkill(lab, spaceId);
  const role = storyRole(input.part, spaceId);
  const { scenario } = await requireScenario(lab.store, role.scenarioId);
  const runId = await createRun(lab, {
    ...role,
    ...STORY_DEFAULTS,
    scenarioTitle: scenario.title,
    storyId: story.storyId,
    pace: input.pace,
    model: lab.model.info,
    acontext: lab.acontextInfo,
  });
  return { runId };
}

async function requireLearnedSkill(lab: Lab, spaceId: string): Promise<void> {
  const skills = await lab.store.skillVersions.summaries({ spaceId });
  if (skills.some(({ isDefault, live }) => live && !isDefault)) return;
  throw new LabError({
    code: 'conflict',
    message: 'Nothing has been learned yet, so Act 2 would have no skill to recall.',
    hint: 'Run Act 1 first and wait until its skill is written.',
  });
}
