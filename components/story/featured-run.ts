import type { RunSummary } from '#lib/protocol/run-record.ts';
import { STORY_PARTS } from './story-parts.ts';
import { isLive } from './part-state.ts';
import type { StoryView } from '#lib/protocol/story.ts';

/** The run that the page plays below the strip: the newest that is live, else the newest of all. */
export function featuredRun(story: Pick<StoryView, 'act1' | 'act2' | 'control'>): RunSummary | null {
  const runs = STORY_PARTS.flatMap((part) => story[part] ?? []).toSorted((a, b) =>
    b.createdAt.localeCompare(a.createdAt),
  );
  return runs.find(isLive) ?? runs[0] ?? null;
}
