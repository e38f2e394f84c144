'use client';

import { useState } from 'react';
import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { IntervalPlot } from '#components/charts/interval-plot.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { OverTimeBody } from '#lib/protocol/over-time.ts';
import { OUTCOME_CHOICES } from './outcome-choices.ts';
import { prepareVersions, type Outcome } from './prepare-versions.ts';

const TITLE = 'Effect of each skill version';

/** What each version is worth against no skill and against the versions before it. */
export function VersionsPanel({ body, source }: { body: OverTimeBody; source: string }) {
  const [outcome, setOutcome] = useState<Outcome>('calls');
  if (body.versions.length === 0)
    return (
      <Panel title={TITLE}>
        <EmptyState
          title="No version was tested yet"
          actions={<LinkButton href="/experiments/new">New experiment</LinkButton>}
        >
          An experiment with the arms “no skill”, “learned” and “previous” measures a version against none and
          against the one before it.
        </EmptyState>
      </Panel>
    );
  const { marks, scale, table } = prepareVersions(body.versions, outcome);
  return (
    <ChartFrame
      title={TITLE}
      says={`${outcome === 'calls' ? 'Change of total calls; left is fewer.' : 'Difference of verified success in points; right is more.'} Pooled over the experiments that used the version, each incident counted once, at 95 %; n is pairs. One incident alone has an interval over its pairs, which says nothing about others.`}
      table={table}
      fileName={`skill-versions-${outcome}`}
      note={body.note}
      source={source}
      controls={<Choice label="Outcome" options={OUTCOME_CHOICES} value={outcome} onChange={setOutcome} />}
    >
      {(width) => (
        <IntervalPlot
          label={`Effect of each skill version on ${outcome}`}
          marks={marks}
          scale={scale}
          width={width}
          zero={0}
        />
      )}
    </ChartFrame>
  );
}
