'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useEvidence } from '#components/charts/chart-evidence.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import type { ExperimentRow, ExperimentView } from '#lib/protocol/experiment.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { METHOD_NOTES } from '#lib/stats/method-notes.ts';
import type { LabelledArm } from './arm-look.ts';
import type { Audit } from './audit/read-audit.ts';
import { EvidenceRows } from './evidence-rows.tsx';
import { LearnedFrom } from './evidence/learned-from.tsx';
import { auditEvidence } from './evidence/audit-evidence.ts';
import type { Evidence } from './evidence/evidence.ts';
import { findEvidence } from './evidence/find-evidence.ts';

const titleOf = ({ title, scenarioId }: Evidence, titles: ReadonlyMap<string, string>): string =>
  scenarioId === undefined ? title : `${titles.get(scenarioId) ?? scenarioId}: ${title}`;

interface Props {
  view: ExperimentView;
  analysis: ExperimentAnalysis;
  rows: readonly ExperimentRow[] | null;
  arms: readonly LabelledArm[];
  titles: ReadonlyMap<string, string>;
  /** Where the experiment takes the demo apart. */
  audit: Audit | null;
}

/** What the chosen figure rests on: its formula, and the runs that it was made from. Beside the page, and a part of its address. */
export function EvidencePanel({ view, analysis, rows, arms, titles, audit }: Props) {
  const [open, show] = useEvidence();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (open === null) return;
    before.current ??= document.activeElement;
    heading.current?.focus();
  }, [open]);
  if (open === null) return null;
  const evidence = findEvidence(analysis, open) ?? (audit && auditEvidence(audit, open));
  const close = () => {
    show(null);
    if (before.current instanceof HTMLElement || before.current instanceof SVGElement) before.current.focus();
    before.current = null;
  };
  return (
    // Escape closes what was opened with a click or with Enter.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from anywhere inside
    <aside
      aria-label="What the figure rests on"
      onKeyDown={(event) => event.key === 'Escape' && close()}
      className="fixed inset-x-0 bottom-0 z-30 flex max-h-[80vh] flex-col border-t border-line-strong bg-panel shadow-xl shadow-black/20 sm:inset-x-auto sm:inset-y-0 sm:right-0 sm:max-h-none sm:w-[30rem] sm:border-t-0 sm:border-l"
    >
      <header className="flex items-start gap-2 border-b border-line px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 ref={heading} tabIndex={-1} className="text-sm font-semibold break-words">
            {evidence ? titleOf(evidence, titles) : rows === null ? 'Loading…' : 'No such figure'}
          </h2>
          {evidence && <p className="mt-0.5 text-base font-medium tabular-nums">{evidence.value}</p>}
        </div>
        <CopyButton text={() => window.location.href} label="Copy link" iconOnly />
        <Button
          size="sm"
          variant="quiet"
          aria-label="Close"
          icon={<X aria-hidden size={14} />}
          onClick={close}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-auto px-4 py-3">
        {!evidence && rows === null && <p className="text-muted">Loading the rows…</p>}
        {!evidence && rows !== null && (
          <p className="text-muted">
            This analysis has no figure of that name; the link may be from another experiment.
          </p>
        )}
        {analysis.note && <SimulatedNote />}
        {evidence?.says.map((sentence) => (
          <p key={sentence} className="mt-1.5 break-words">
            {sentence}
          </p>
        ))}
        {evidence && evidence.methods.length > 0 && (
          <dl className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
            {[...new Set(evidence.methods)].map((id) => (
              <div key={id}>
                <dt className="font-medium">{METHOD_NOTES[id].title}</dt>
                <dd>
                  <code className="font-mono text-xs break-words">{METHOD_NOTES[id].formula}</code>
                  <span className="block text-xs text-muted">{METHOD_NOTES[id].source}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {evidence?.learned && <LearnedFrom of={evidence.learned} view={view} titles={titles} />}
        {evidence && (
          <EvidenceRows
            experimentId={view.summary.experimentId}
            ids={evidence.rowIds}
            rows={rows}
            arms={arms}
            titles={titles}
            figure={titleOf(evidence, titles)}
            note={analysis.note}
          />
        )}
      </div>
    </aside>
  );
}
