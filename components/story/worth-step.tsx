import { GitCompareArrows } from 'lucide-react';
import { CallsChart } from '#components/charts/calls-chart.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { storyBars, storyVerdict, type StoryRuns } from './prepare-worth.ts';
import { StoryStep } from './story-step.tsx';

/** Step 4: what can be said of the skill's worth, and what cannot. */
export function WorthStep({ runs, simulated }: { runs: StoryRuns; simulated: boolean }) {
  const { act1, act2, control } = runs;
  return (
    <StoryStep number={4} title="What it was worth">
      <CallsChart bars={storyBars(runs)} />
      <p>{storyVerdict(runs)}</p>
      {act1 && act2 && (
        <LinkButton
          href={`/compare?${compareQuery(act1.runId, act2.runId, control?.runId)}`}
          size="sm"
          className="self-start"
          icon={<GitCompareArrows aria-hidden size={13} />}
        >
          Compare
        </LinkButton>
      )}
      {simulated && (
        <div className="mt-auto">
          <SimulatedNote />
        </div>
      )}
    </StoryStep>
  );
}

function compareQuery(a: string, b: string, c: string | undefined): string {
  return new URLSearchParams({ a, b, ...(c ? { c } : {}) }).toString();
}
