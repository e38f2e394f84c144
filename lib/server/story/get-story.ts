import 'server-only';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { ScenarioCard, StoryView } from '#lib/protocol/story.ts';
import { currentStory } from './current-story.ts';
import { getLab } from '../lab/get-lab.ts';
import { requireScenario } from '../scenarios/find-scenario.ts';
import type { Lab } from '../lab/lab.ts';
import { toScenarioCard } from '../scenarios/list-scenarios.ts';

/** The story as its runs tell it. */
export async function getStory(): Promise<StoryView> {
  const lab = await getLab();
  const story = await currentStory(lab);
  const runs = await lab.store.runs.listByStory(story.storyId);
  const newest = (plays: (run: RunSummary) => boolean) => runs.find(plays) ?? null;
  const act1 = newest(({ plan }) => plan.act === 1);
  return {
    storyId: story.storyId,
    spaceId: story.spaceId,
    createdAt: story.createdAt,
    acts: { act1: await card(lab, STORY_SCENARIOS.act1), act2: await card(lab, STORY_SCENARIOS.act2) },
    act1,
    act2: newest(({ plan }) => plan.act === 2 && plan.arm === 'learned'),
    control: newest(({ plan }) => plan.act === 2 && plan.arm === 'none'),
    learned: {
      tasks: act1 ? await tasksOf(lab, act1.runId) : [],
      skills: story.spaceId
        ? (await lab.store.skillVersions.summaries({ spaceId: story.spaceId })).filter(
            ({ isDefault }) => !isDefault,
          )
        : [],
    },
  };
}

async function tasksOf(lab: Lab, runId: string) {
  return foldRunEvents(runId, await lab.store.events.list(runId)).learning.tasks;
}

async function card(lab: Lab, scenarioId: string): Promise<ScenarioCard> {
  return toScenarioCard((await requireScenario(lab.store, scenarioId)).scenario);
}
