/** The two incidents of the story. In a file of its own, so that the browser gets it without zod. */
export const STORY_SCENARIOS = { act1: 'classic-act-1', act2: 'classic-act-2' } as const;
