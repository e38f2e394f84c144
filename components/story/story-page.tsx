'use client';

import { lazy, Suspense, useState } from 'react';
import type { TopologyLayout } from '#components/run/layout-topology.ts';
import { Choice } from '#components/ui/choice.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { RunFeedState } from '#lib/client/stream/create-run-feed.ts';
import { useStory } from '#lib/client/use-api.ts';
import { useMaybeRunView } from '#lib/client/use-run-view.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { Pace } from '#lib/protocol/run-plan.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import type { StoryView } from '#lib/protocol/story.ts';
import { featuredRun } from './featured-run.ts';
import { Incident } from './incident.tsx';
import { LearnedStep } from './learned-step.tsx';
import { PartRun } from './part-run.tsx';
import { newestSummary, nextPart } from './part-state.ts';
import { RecallStep } from './recall-step.tsx';
import { StartOver } from './start-over.tsx';
import { StoryStatus } from './story-status.tsx';
import { StoryStep } from './story-step.tsx';
import type { StoryScene } from './story-system.tsx';
import { StoryTheatre } from './story-theatre.tsx';
import { useStartPart } from './use-start-part.ts';
import { WorthStep } from './worth-step.tsx';

interface Props {
  initialStory: StoryView;
  /** Logs that the server read already, by run id. */
  initialEvents: Readonly<Record<string, readonly RunEvent[]>>;
  /** The picture of the run that the server features. */
  initialLayout: { runId: string; layout: TopologyLayout } | null;
  /** What Act 1 will meet; shown while there is no run. */
  scene: StoryScene;
  simulated: boolean;
}

/** Fetched where no run has taken its place. */
const StorySystem = lazy(() =>
  keepAsking(() => import('./story-system.tsx').then((module) => ({ default: module.StorySystem }))),
);

const NO_EVENTS: readonly RunEvent[] = [];

const PACES = [
  { value: 'watch', label: 'Watch', title: 'The offline model speaks slowly enough to follow' },
  { value: 'instant', label: 'Instant', title: 'The offline model answers at once' },
] as const;

/** The whole cycle on one page: learn from an incident, see what was learned, recall it, see what it was worth. */
export function StoryPage({ initialStory, initialEvents, initialLayout, scene, simulated }: Props) {
  const { data: story = initialStory, error } = useStory(initialStory);
  const [chosenPace, setPace] = useState<Pace>('watch');
  const pace = simulated ? chosenPace : 'instant';
  const feeds = {
    act1: usePartFeed(story.act1, initialEvents),
    act2: usePartFeed(story.act2, initialEvents),
    control: usePartFeed(story.control, initialEvents),
  };
  const starters = {
    act1: useStartPart('act1', pace),
    act2: useStartPart('act2', pace),
    control: useStartPart('control', pace),
  };
  const runs = {
    act1: newestSummary(story.act1, feeds.act1?.view ?? null),
    act2: newestSummary(story.act2, feeds.act2?.view ?? null),
    control: newestSummary(story.control, feeds.control?.view ?? null),
  };
  const skills = story.learned.skills.filter(({ isDefault, live }) => live && !isDefault);
  const models = Object.values(runs).flatMap((run) => (run ? [run.plan.model] : []));
  const next = nextPart(runs, skills.length > 0);
  const featured = featuredRun(runs);
  const tasks = feeds.act1?.view.learning.tasks ?? story.learned.tasks;

  return (
    <div className="flex flex-1 flex-col gap-4 p-3 rail:p-4">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="max-w-3xl">
          <h1 className="text-lg font-semibold">
            Does an agent that learned from one incident do better at the next?
          </h1>
          <p className="text-muted">
            It resolves an incident, what worked is distilled into a skill, and a new incident shows what the
            skill was worth.
          </p>
          {noteOfModels(models.length > 0 ? models : [{ simulated }]) && <SimulatedNote />}
        </div>
        <div className="flex items-center gap-2">
          {simulated && (
            <span className="flex items-center gap-2 text-xs text-muted">
              Pace
              <Choice label="Pace of the next run" options={PACES} value={chosenPace} onChange={setPace} />
            </span>
          )}
          {runs.act1 && <StartOver />}
        </div>
      </header>
      {error && <ErrorNotice error={error}>What you see is the last state that was read.</ErrorNotice>}
      <ol className="grid gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-2 xl:grid-cols-[1fr_1fr_1fr_1.15fr]">
        <StoryStep number={1} title="Act 1: learn">
          <Incident card={story.acts.act1} />
          <PartRun
            verb="Run Act 1"
            run={runs.act1}
            feed={feeds.act1}
            starter={starters.act1}
            next={next === 'act1'}
          />
        </StoryStep>
        <LearnedStep act1={runs.act1} view={feeds.act1?.view ?? null} tasks={tasks} skills={skills} />
        <RecallStep
          card={story.acts.act2}
          unlocked={skills.length > 0}
          withSkill={
            <PartRun
              verb="Run Act 2"
              run={runs.act2}
              feed={feeds.act2}
              starter={starters.act2}
              next={next === 'act2'}
            />
          }
          control={
            <PartRun
              verb="Run without the skill"
              run={runs.control}
              feed={feeds.control}
              starter={starters.control}
              next={next === 'control'}
            />
          }
        />
        <WorthStep runs={runs} />
      </ol>
      <StoryStatus runs={runs} />
      {featured ? (
        <StoryTheatre
          key={featured.runId}
          run={featured}
          initialEvents={initialEvents[featured.runId] ?? NO_EVENTS}
          layout={initialLayout?.runId === featured.runId ? initialLayout.layout : null}
        />
      ) : (
        <Suspense fallback={<Skeleton className="h-80 w-full" />}>
          <StorySystem card={story.acts.act1} scene={scene} />
        </Suspense>
      )}
    </div>
  );
}

function usePartFeed(run: RunSummary | null, logs: Props['initialEvents']): RunFeedState | null {
  return useMaybeRunView(run?.runId ?? null, run ? logs[run.runId] : undefined);
}
