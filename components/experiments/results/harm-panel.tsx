'use client';

import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { IntervalPlot } from '#components/charts/interval-plot.tsx';
import { rateScale } from '#lib/utils/scale.ts';
import { Panel } from '#components/ui/panel.tsx';
import { rateText } from '#lib/stats/analysis/figure-texts.ts';
import { prepareHarm } from './prepare-harm.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** Where the skill hurts: twins that look alike and have another cause, and incidents that need nothing. */
export function HarmPanel({ data }: { data: ResultsData }) {
  const { analysis, arms, source, note, fileName, exported } = data;
  const { harm } = analysis.paired.rules;
  const { marks, table, most } = prepareHarm(analysis.paired, arms);
  if (marks.length === 0)
    return (
      <Panel title="Harm">
        <p className="text-muted">
          Not measured: the plan has no negative twin, no-op or unrelated incident, so gate 3 cannot be
          passed.
        </p>
      </Panel>
    );
  return (
    <ChartFrame
      title="Harm"
      says={`On negative twins, no-ops and unrelated incidents, with exact intervals for new seeds of these. Dashed: the upper bound of added harm may be at most ${rateText(harm.most)}.`}
      table={exported(table)}
      fileName={fileName('harm')}
      note={note}
      source={source}
      controls={data.models && <ModelChoice data={data} />}
    >
      {(width) => (
        <IntervalPlot
          label="Harmful runs by arm and class"
          marks={marks}
          scale={rateScale(most)}
          width={width}
          lines={[{ value: harm.most, label: `at most ${rateText(harm.most)} is allowed` }]}
        />
      )}
    </ChartFrame>
  );
}
