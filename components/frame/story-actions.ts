import type { StoryPart, StoryView } from '#lib/protocol/story.ts';

/** Which parts of the story can be started now. Act 2 and its control need something learned. */
export function storyActions(story: StoryView): { part: StoryPart; label: string }[] {
  const learned = story.learned.skills.some(({ isDefault }) => !isDefault);
  return [
    { part: 'act1', label: story.act1 ? 'Run Act 1 again' : 'Run Act 1' },
    ...(learned
      ? ([
          { part: 'act2', label: 'Run Act 2' },
          { part: 'control', label: 'Run Act 2 without the skill' },
        ] as const)
      : []),
  ];
}
