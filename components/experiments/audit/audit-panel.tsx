'use client';

import { useState } from 'react';
import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { WaterfallPlot } from '#components/charts/waterfall-plot.tsx';
import { Choice } from '#components/ui/choice.tsx';
import type { ResultsData } from '../results/results-data.ts';
import { prepareAudit } from './prepare-audit.ts';
import type { Audit, AuditCount } from './read-audit.ts';

const COUNTS = [
  {
    value: 'devops',
    label: 'DevOps calls',
    title: 'as the walkthrough counts them: as observed, skill calls left out',
  },
  { value: 'all', label: 'All calls', title: 'skill calls included, runs that were not verified at the cap' },
] as const;

/** How much of the walkthrough's saving is the skill, the easier incident and the prompt. */
export function AuditPanel({ data, audit }: { data: ResultsData; audit: Audit }) {
  const [count, setCount] = useState<AuditCount>('devops');
  const { sentence, notes, steps, scale, table } = prepareAudit(
    audit,
    count,
    data.view.summary.models.join(', '),
  );
  return (
    <ChartFrame
      title="Demo audit: what the saving is made of"
      table={table}
      fileName={`demo-audit-${count}`}
      note={data.note}
      source={data.source}
      controls={
        <>
          <p className="max-w-[95ch] text-base leading-6 font-medium text-balance">{sentence}</p>
          <Choice label="What is counted" options={COUNTS} value={count} onChange={setCount} />
        </>
      }
    >
      {(width) => (
        <>
          <WaterfallPlot label={sentence} steps={steps} scale={scale} width={width} />
          <ul className="mt-2 flex flex-col gap-0.5 text-xs text-muted">
            {notes.map((note) => (
              <li key={note} className="max-w-[100ch]">
                {note}
              </li>
            ))}
          </ul>
        </>
      )}
    </ChartFrame>
  );
}
