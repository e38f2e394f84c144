'use client';

import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { IntervalPlot } from '#components/charts/interval-plot.tsx';
import { rateScale } from '#lib/utils/scale.ts';
import { prepareReliability } from './prepare-reliability.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** How often each arm succeeds, and how reliably. */
export function ReliabilityPanel({ data }: { data: ResultsData }) {
  const { analysis, arms, source, note, fileName, exported } = data;
  const { paired } = analysis;
  const { marks, table } = prepareReliability(paired.arms, arms, paired.rules.passAt);
  if (marks.length === 0) return null;
  return (
    <ChartFrame
      title="Success and reliability"
      says="Where the skill should help. Runs with Wilson’s interval, as if they were independent; pass^k with a bootstrap over scenarios, without an interval where all scenarios are alike, empty where none has k runs."
      table={exported(table)}
      fileName={fileName('success-and-pass-k')}
      note={note}
      source={source}
      controls={data.models && <ModelChoice data={data} />}
    >
      {(width) => (
        <IntervalPlot
          label="Verified success and pass^k by arm"
          marks={marks}
          scale={rateScale()}
          width={width}
          bars
        />
      )}
    </ChartFrame>
  );
}
