'use client';

import Link from 'next/link';
import { useState } from 'react';
import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { experimentHref } from '#components/experiments/experiment-words.ts';
import { Choice } from '#components/ui/choice.tsx';
import { plural } from '#components/ui/format.ts';
import { nameFamilies } from '#lib/protocol/family-names.ts';
import { useUrlParam } from '#lib/client/use-url-param.ts';
import type { OverTimeBody } from '#lib/protocol/over-time.ts';
import { OfferPanel } from './offer-panel.tsx';
import { TransferPlot } from './transfer-plot.tsx';
import { measuredFirst, prepareTransfer, type MatrixCell } from './prepare-transfer.ts';
import { OUTCOME_CHOICES } from './outcome-choices.ts';
import type { Outcome } from './prepare-versions.ts';

interface Props {
  body: OverTimeBody;
  source: string;
}

/** Where a skill that one family taught helps, and where it hurts. */
export function TransferPanel({ body, source }: Props) {
  const [outcome, setOutcome] = useState<Outcome>('calls');
  const [key, choose] = useUrlParam('cell');
  const transfer = measuredFirst(body.transfer);
  const { cells, table, measured } = prepareTransfer(transfer, outcome);
  const chosen = cells.find((cell) => cell.key === key) ?? null;
  const titles = new Map(body.basis.experiments.map(({ experimentId, title }) => [experimentId, title]));
  return (
    <>
      <ChartFrame
        title="Transfer: family learned from × family tested"
        says={`Change against no skill, 95 %, n pairs. The incident that a skill was learned from, negative twins and no-ops are left out. Coloured only where the interval over several incidents excludes no effect; nothing is corrected for the number of cells, so one in twenty without any effect would be coloured, too. ${measured} of ${plural(cells.length, 'cell')} measured; choose an empty one for the experiment that would fill it.`}
        table={table}
        fileName={`transfer-${outcome}`}
        note={body.note}
        source={source}
        controls={<Choice label="Outcome" options={OUTCOME_CHOICES} value={outcome} onChange={setOutcome} />}
      >
        {(width) => (
          <TransferPlot
            label={`Transfer between families on ${outcome}`}
            transfer={transfer}
            cells={cells}
            width={width}
            chosen={key}
            onChoose={choose}
          />
        )}
      </ChartFrame>
      {chosen && <ChosenCell key={chosen.key} chosen={chosen} titles={titles} model={body.model} />}
    </>
  );
}

function ChosenCell({
  chosen: { cell, label },
  titles,
  model,
}: {
  chosen: MatrixCell;
  titles: ReadonlyMap<string, string>;
  model: string | null;
}) {
  return (
    <section
      aria-label={`Learned from ${nameFamilies(cell.from)}, tested on ${nameFamilies(cell.to)}`}
      className="flex flex-col gap-2 rounded-lg border border-accent/40 bg-panel p-3"
    >
      <h3 className="text-sm font-semibold">
        {nameFamilies(cell.from)} → {nameFamilies(cell.to)}
      </h3>
      <p className="text-sm text-muted">{cell.effect ? label : 'Not measured yet.'}</p>
      {cell.effect && (
        <ul aria-label="Experiments behind it" className="flex flex-col gap-0.5 text-sm">
          {cell.effect.experiments.map((experimentId) => (
            <li key={experimentId}>
              <Link href={experimentHref(experimentId)} className="text-accent underline underline-offset-2">
                {titles.get(experimentId) ?? experimentId}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {cell.offer ? (
        <OfferPanel offer={cell.offer} model={model} />
      ) : (
        !cell.effect && (
          <p className="text-sm text-muted">
            The lab has no incident of {nameFamilies(cell.from)} to learn from, or none of{' '}
            {nameFamilies(cell.to)} to test on.
          </p>
        )
      )}
    </section>
  );
}
