import { featuredRun } from '#components/story/featured-run.ts';
import { StoryPage } from '#components/story/story-page.tsx';
import { getRunEvents } from '#lib/server/get-run-events.ts';
import { getStatus } from '#lib/server/get-status.ts';
import { getStory } from '#lib/server/get-story.ts';

export const dynamic = 'force-dynamic';

export default async function Page() {
  const [story, status] = await Promise.all([getStory(), getStatus()]);
  // Act 1's log draws the learning pipeline; the featured run's draws the theatre.
  const ids = new Set([story.act1?.runId, featuredRun(story)?.runId].filter((id) => id !== undefined));
  const logs = await Promise.all([...ids].map(async (id) => [id, await getRunEvents(id)] as const));
  return (
    <StoryPage
      initialStory={story}
      initialEvents={Object.fromEntries(logs)}
      simulated={status.model.simulated}
    />
  );
}
