import { FlaskConical, GitCompareArrows } from 'lucide-react';
import { CallsChart } from '#components/charts/calls-chart.tsx';
import { compareHref } from '#components/compare/compare-href.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { storyBars, storyVerdict, type StoryRuns } from './prepare-worth.ts';
import { StoryStep } from './story-step.tsx';

/** Step 4: what can be said of the skill's worth, and what cannot. */
export function WorthStep({ runs }: { runs: StoryRuns }) {
  const { act1, act2, control } = runs;
  return (
    <StoryStep number={4} title="What it was worth">
      <CallsChart bars={storyBars(runs)} />
      <p>{storyVerdict(runs)}</p>
      {act1 && act2 && (
        <div className="flex flex-wrap gap-1.5">
          <LinkButton
            href={compareHref({ a: act1.runId, b: act2.runId, ...(control && { c: control.runId }) })}
            size="sm"
            icon={<GitCompareArrows aria-hidden size={13} />}
          >
            Compare
          </LinkButton>
          <LinkButton
            href="/experiments/new?preset=story"
            size="sm"
            variant="primary"
            icon={<FlaskConical aria-hidden size={13} />}
          >
            Prove it
          </LinkButton>
        </div>
      )}
    </StoryStep>
  );
}
