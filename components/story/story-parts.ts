import type { StoryPart } from '#lib/protocol/story.ts';

/** Order and names of the story's parts; zod-free twin of the contract's list. */
export const STORY_PARTS = ['act1', 'act2', 'control'] as const satisfies readonly StoryPart[];

export const PART_NAME: Record<StoryPart, string> = {
  act1: 'Act 1',
  act2: 'Act 2',
  control: 'Control',
};
