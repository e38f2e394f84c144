'use client';

import { useState } from 'react';
import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { IntervalPlot } from '#components/charts/interval-plot.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { armBy } from '../arm-look.ts';
import { prepareForest } from './prepare-forest.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

const OUTCOMES = [
  { value: 'calls', label: 'Calls' },
  { value: 'success', label: 'Success' },
] as const;

/** The effect scenario by scenario: where it comes from, and where it does not show. */
export function ForestPanel({ data }: { data: ResultsData }) {
  const { analysis, arms, titles, source, note, fileName, exported } = data;
  const [outcome, setOutcome] = useState<'calls' | 'success'>('calls');
  const [chosen, setChosen] = useState('0');
  const { contrasts, rules } = analysis.paired;
  const index = Number(chosen);
  const contrast = contrasts[index] ?? contrasts[0];
  if (!contrast || contrast.calls.units.length === 0) return null;
  const { treated, control } = contrast.contrast;
  const [with_, without] = [armBy(arms, treated), armBy(arms, control)];
  const forest = prepareForest({
    contrast,
    index,
    outcome,
    colour: with_.text,
    titleOf: (id) => titles.get(id) ?? id,
    level: rules.level,
  });
  const margin = outcome === 'calls' ? Math.log1p(-rules.calls.leastReduction) : -rules.success.margin;
  const lineLabel =
    outcome === 'calls'
      ? `at least ${Math.round(rules.calls.leastReduction * 100)} % fewer calls is required`
      : `success may be at most ${Math.round(rules.success.margin * 100)} points lower`;
  return (
    <ChartFrame
      title={`${forest.isSingle ? 'Effect' : 'Effect by scenario'}: ${with_.word} against ${without.word}`}
      says={`${outcome === 'calls' ? 'Change of total calls; left is fewer.' : 'Difference of verified success in points; right is more.'} ${forest.isSingle ? 'There is one scenario, so its line is also what all pairs add up to' : 'Each line is a scenario over its pairs, the diamond what they add up to'}, at ${Math.round(rules.level * 100)} %. Dashed: ${lineLabel}.`}
      table={exported(forest.table)}
      fileName={fileName(`forest-${outcome}-${treated}-${control}`)}
      note={note}
      source={source}
      controls={
        <>
          <ModelChoice data={data} />
          <Choice label="Outcome" options={OUTCOMES} value={outcome} onChange={setOutcome} />
          {contrasts.length > 1 && (
            <label className="inline-flex">
              <span className="sr-only">Contrast</span>
              <select
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
                className="h-7 max-w-full rounded-md border border-line bg-panel px-1.5 text-xs"
              >
                {contrasts.map(({ contrast: each }, place) => (
                  <option key={`${each.treated} ${each.control}`} value={String(place)}>
                    {armBy(arms, each.treated).word} against {armBy(arms, each.control).word}: {each.says}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      }
    >
      {(width) => (
        <IntervalPlot
          label={`Effect by scenario on ${outcome}`}
          marks={forest.marks}
          scale={forest.scale}
          width={width}
          zero={0}
          lines={[{ value: margin, label: lineLabel }]}
        />
      )}
    </ChartFrame>
  );
}
