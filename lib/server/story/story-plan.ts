import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import type { StoryPart } from '#lib/protocol/story.ts';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';

const STORY_SEED = 1;

type Role = Pick<RunPlan, 'scenarioId' | 'act' | 'arm' | 'skillSource' | 'learnsInto'>;

/** What each part of the story gives its agent. The control is Act 2 without any skill: same incident, same seed. */
export function storyRole(part: StoryPart, spaceId: string): Role {
  const roles = {
    act1: {
      scenarioId: STORY_SCENARIOS.act1,
      act: 1,
      arm: 'none',
      skillSource: { kind: 'none' },
      learnsInto: spaceId,
    },
    act2: {
      scenarioId: STORY_SCENARIOS.act2,
      act: 2,
      arm: 'learned',
      skillSource: { kind: 'space', spaceId },
      learnsInto: null,
    },
    control: {
      scenarioId: STORY_SCENARIOS.act2,
      act: 2,
      arm: 'none',
      skillSource: { kind: 'none' },
      learnsInto: null,
    },
  } as const satisfies Record<StoryPart, Role>;
  return roles[part];
}

export const STORY_DEFAULTS = { seed: STORY_SEED, limits: DEFAULT_LIMITS } as const;
