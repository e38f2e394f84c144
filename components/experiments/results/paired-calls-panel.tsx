'use client';

import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { amountScale } from '#lib/utils/scale.ts';
import { SlopePlot } from '#components/charts/slope-plot.tsx';
import { armBy } from '../arm-look.ts';
import { preparePairedCalls } from './prepare-paired-calls.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** The same incidents without and with the skill, side by side. */
export function PairedCallsPanel({ data }: { data: ResultsData }) {
  const { analysis, rows, arms, titles, source, note, fileName, exported } = data;
  const [contrast] = analysis.paired.contrasts;
  if (!contrast || !rows) return null;
  const { callsOfFailure } = analysis.paired.rules;
  const { slopes, table } = preparePairedCalls({
    contrast,
    index: 0,
    rows,
    callsOfFailure,
    titleOf: (id) => titles.get(id) ?? id,
  });
  if (slopes.length === 0) return null;
  const [control, treated] = [armBy(arms, contrast.contrast.control), armBy(arms, contrast.contrast.treated)];
  const worse = slopes.filter(({ from, to }) => to > from).length;
  return (
    <ChartFrame
      title="Calls, scenario by scenario"
      says={`Mean calls per scenario over its pairs; a run that was not verified counts as ${callsOfFailure}. ${worse === 0 ? 'No scenario takes more calls with the skill.' : `${worse} of ${slopes.length} take more calls with it (red).`}`}
      table={exported(table)}
      fileName={fileName('paired-calls')}
      note={note}
      source={source}
      controls={data.models && <ModelChoice data={data} />}
    >
      {(width) => (
        <SlopePlot
          label={`Calls per scenario, ${control.word} and ${treated.word}`}
          slopes={slopes}
          scale={amountScale(slopes.flatMap(({ from, to }) => [from, to]))}
          width={width}
          from={{ name: control.word, colour: control.text }}
          to={{ name: treated.word, colour: treated.text }}
        />
      )}
    </ChartFrame>
  );
}
