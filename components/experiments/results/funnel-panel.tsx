'use client';

import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { IntervalPlot } from '#components/charts/interval-plot.tsx';
import { rateScale } from '#lib/utils/scale.ts';
import { prepareFunnel } from './prepare-funnel.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** Where a skill's effect gets lost: a skill that nobody opens can neither help nor hurt. */
export function FunnelPanel({ data }: { data: ResultsData }) {
  const { analysis, arms, source, note, fileName, exported } = data;
  const { marks, table } = prepareFunnel(analysis.paired.funnels, arms);
  if (marks.length === 0) return null;
  return (
    <ChartFrame
      title="Offered → opened → followed → verified"
      says="Runs that reached each step and all before it. Following means that its calls match steps of the skill; a fix that is verified after that need not be owed to it, so the control’s share stands beside. Wilson’s intervals, runs as if they were independent."
      table={exported(table)}
      fileName={fileName('funnel')}
      note={note}
      source={source}
      controls={data.models && <ModelChoice data={data} />}
    >
      {(width) => (
        <IntervalPlot
          label="How far runs came with the skill"
          marks={marks}
          scale={rateScale()}
          width={width}
          bars
        />
      )}
    </ChartFrame>
  );
}
