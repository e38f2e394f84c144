import { layoutTopology } from '#components/run/layout-topology.ts';
import { featuredRun } from '#components/story/featured-run.ts';
import { StoryPage } from '#components/story/story-page.tsx';
import { getRunEvents } from '#lib/server/runs/get-run-events.ts';
import { getStatus } from '#lib/server/lab/get-status.ts';
import { getStory } from '#lib/server/story/get-story.ts';
import { getStorySystem } from '#lib/server/story/get-story-system.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';

export const dynamic = 'force-dynamic';

export default async function Page() {
  const [story, status, world] = await Promise.all([getStory(), getStatus(), getStorySystem()]);
  // Act 1's log draws the learning pipeline; the featured run's draws the theatre.
  const featured = featuredRun(story);
  const ids = new Set([story.act1?.runId, featured?.runId].filter((id) => id !== undefined));
  const logs = await Promise.all([...ids].map(async (id) => [id, await getRunEvents(id)] as const));
  return (
    <StoryPage
      initialStory={story}
      initialEvents={Object.fromEntries(logs)}
      initialLayout={layoutOf(logs.find(([id]) => id === featured?.runId))}
      scene={{ world, layout: layoutTopology(world) }}
      simulated={status.model.simulated}
    />
  );
}

/** Computed here, so that the browser need not load the layout engine. */
function layoutOf(log: readonly [runId: string, events: readonly RunEvent[]] | undefined) {
  const started = log?.[1].find((event) => event.type === 'run.started');
  return log && started ? { runId: log[0], layout: layoutTopology(started.data.world) } : null;
}
