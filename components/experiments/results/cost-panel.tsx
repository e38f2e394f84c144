'use client';

import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import { IntervalPlot } from '#components/charts/interval-plot.tsx';
import { ratioScale } from '#lib/utils/scale.ts';
import { armBy } from '../arm-look.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { payBackWords, prepareCost } from './prepare-cost.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** What the skill saves, in every unit that was declared, and after how many incidents learning it has paid. */
export function CostPanel({ data }: { data: ResultsData }) {
  const { analysis, arms, source, note, fileName, exported } = data;
  const [contrast] = analysis.paired.contrasts;
  if (!contrast || contrast.calls.units.length === 0) return null;
  // A unit that these runs do not have, say dollars of a model without a price, has no saving.
  const payBack = analysis.paired.payBack.filter(({ saving }) => saving.mean !== null);
  const { marks, table, ends } = prepareCost(contrast, armBy(arms, contrast.contrast.treated).text);
  const hasCost = contrast.secondary.some(({ effect }) => effect.outcome === 'cost');
  return (
    <ChartFrame
      title="Calls, tokens, cost, time"
      says={`Change with the skill; left is less. p after Holm’s correction over the secondary outcomes.${hasCost ? '' : ` Cost is left out: ${note ? 'the offline model has none' : 'the model’s price is unknown'}.`}`}
      table={exported(table)}
      fileName={fileName('savings')}
      note={note}
      source={source}
      controls={
        <>
          <ModelChoice data={data} />
          <ul className="flex flex-col gap-0.5 text-sm">
            {payBack.map((each) => (
              <li key={each.unit}>
                <EvidenceLink to={EVIDENCE.payBack(each.unit)}>{payBackWords(each)}</EvidenceLink>
              </li>
            ))}
            {payBack.length > 1 && (
              <li className="text-xs text-muted">
                Calls are what the verdict is about; tokens, and dollars where a price is known, are what
                running an agent costs. Each is paid back by itself.
              </li>
            )}
            {payBack.length === 0 && (
              <li className="text-muted">
                Break-even is unknown: the lab does not know what learning this skill cost.
              </li>
            )}
          </ul>
        </>
      }
    >
      {(width) => (
        <IntervalPlot
          label="Change by outcome"
          marks={marks}
          scale={ratioScale(ends)}
          width={width}
          zero={0}
        />
      )}
    </ChartFrame>
  );
}
