'use client';

import { useState } from 'react';
import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { CurvePlot } from '#components/charts/curve-plot.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { OverTimeBody } from '#lib/protocol/over-time.ts';
import { OUTCOME_CHOICES } from './outcome-choices.ts';
import { prepareCurve } from './prepare-curve.ts';
import type { Outcome } from './prepare-versions.ts';

const TITLE = 'Learning curve';

/** Calls and verified success after 0, 1, 2 … learned incidents. */
export function CurvePanel({ body, source }: { body: OverTimeBody; source: string }) {
  const [chosen, choose] = useState('');
  const [outcome, setOutcome] = useState<Outcome>('calls');
  const curve = body.curves.find(({ key }) => key === chosen) ?? body.curves[0];
  if (!curve)
    return (
      <Panel title={TITLE}>
        <EmptyState title="No course to show yet" actions={<LinkButton href="/">Go to the story</LinkButton>}>
          Learn from an incident and run another one, or test a learned skill in an experiment: each state of
          the skill becomes a point.
        </EmptyState>
      </Panel>
    );
  const prepared = prepareCurve(curve);
  const controlled = curve.source === 'experiments';
  return (
    <ChartFrame
      title={`${TITLE}: ${curve.name}`}
      says={
        <>
          {outcome === 'calls'
            ? `Mean calls per ${controlled ? 'incident, a failed run counted at the cap' : 'run, as they were'}.`
            : 'Share of runs with a verified fix, with Wilson’s intervals as if runs were independent.'}{' '}
          <strong className="font-medium text-text">Rests on:</strong> {curve.restsOn}
        </>
      }
      table={prepared.table}
      fileName={`learning-curve-${outcome}`}
      note={body.note}
      source={`${source} ${curve.restsOn}`}
      controls={
        <>
          <Choice label="Outcome" options={OUTCOME_CHOICES} value={outcome} onChange={setOutcome} />
          {body.curves.length > 1 && (
            <label className="inline-flex min-w-0">
              <span className="sr-only">Skill or story</span>
              <select
                value={curve.key}
                onChange={(event) => choose(event.target.value)}
                className="h-7 max-w-full min-w-0 rounded-md border border-line bg-panel px-1.5 text-xs"
              >
                {body.curves.map(({ key, name, source: kind }) => (
                  <option key={key} value={key}>
                    {name} ({kind === 'experiments' ? 'controlled' : 'runs as they happened'})
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      }
    >
      {(width) => (
        <CurvePlot
          label={`${outcome === 'calls' ? 'Mean calls' : 'Verified success'} by learned incidents: ${curve.name}`}
          points={prepared[outcome].points}
          scale={prepared[outcome].scale}
          width={width}
          xLabel="incidents learned"
          colour={controlled ? 'text-arm-learned' : 'text-muted'}
        />
      )}
    </ChartFrame>
  );
}
