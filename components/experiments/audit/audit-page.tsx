'use client';

import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { useExperiments } from '#lib/client/use-experiments.ts';
import type { ExperimentListBody } from '#lib/protocol/experiment-http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { ExperimentList } from '../experiment-list.tsx';
import { experimentHref } from '../experiment-words.ts';
import { AUDIT_PARTS } from './prepare-audit.ts';
import { AUDIT_SEEDS, AUDIT_TITLE } from './audit-plan.ts';
import { startAudit, type AuditStage } from './start-audit.ts';

const STAGES: Record<AuditStage, string> = {
  act1: 'Nothing has been learned yet: running Act 1…',
  learning: 'Waiting for what Act 1 teaches…',
  freezing: 'Freezing the plan…',
};
const SIZES = ['6', '12', '24'].map((value) => ({ value, label: `${value} seeds` }));

interface Props {
  initial: ExperimentListBody;
  /** The model that would be audited. */
  model: string;
  simulated: boolean;
}

/** One click from "40-55 % fewer calls" to what that figure is made of. */
export function AuditPage({ initial, model, simulated }: Props) {
  const router = useRouter();
  const { data = initial } = useExperiments({}, initial);
  const [stage, setStage] = useState<AuditStage | null>(null);
  const [seeds, setSeeds] = useState(String(AUDIT_SEEDS));
  const [error, setError] = useState<ErrorInfo | null>(null);
  const audits = data.experiments.filter(({ title }) => title === AUDIT_TITLE);
  const run = () => {
    setError(null);
    startAudit(Number(seeds), setStage)
      .then((experimentId) => router.push(experimentHref(experimentId)))
      .catch((reason: unknown) => {
        setError(errorInfoOf(reason));
        setStage(null);
      });
  };
  return (
    <div className="flex w-full flex-col gap-4 p-3 xl:px-4">
      <div className="flex max-w-[80ch] flex-col gap-2">
        <h1 className="text-lg font-semibold">Demo audit</h1>
        <p>
          The original walkthrough runs Act 1, learns from it, runs Act 2 with the skill and reports 40 to 55
          % fewer calls. But Act 2 is another incident, and a skill is also more prompt. This runs both
          incidents without a skill, with a placebo and with the learned skill, and takes the difference
          apart:
        </p>
        <ul className="flex flex-col gap-0.5">
          {AUDIT_PARTS.map(({ id, label, explains, colour }) => (
            <li key={id} className="flex items-baseline gap-2">
              <span
                aria-hidden
                className={`size-2.5 shrink-0 self-center rounded-[3px] bg-current ${colour}`}
              />
              <span>
                <span className="font-medium">{label}</span>: {explains}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Choice label="Size" options={SIZES} value={seeds} onChange={setSeeds} />
        <Button
          variant="primary"
          icon={<FlaskConical aria-hidden size={14} />}
          busy={stage !== null}
          onClick={run}
        >
          Run the audit
        </Button>
        <span className="text-sm text-muted tabular-nums" role="status">
          {stage
            ? STAGES[stage]
            : `${6 * Number(seeds)} runs with ${simulated ? `the ${model} model` : model}`}
        </span>
      </div>
      {noteOfModels([{ simulated }, ...audits]) && <SimulatedNote />}
      {error && <ErrorNotice error={error}>No audit was started.</ErrorNotice>}
      <Panel title="Audits so far" padded={false}>
        {audits.length > 0 ? (
          <ExperimentList experiments={audits} />
        ) : (
          <p className="p-3 text-muted">
            None yet. Any experiment with both incidents of the{' '}
            <Link href="/" className="text-accent underline">
              story
            </Link>{' '}
            and the arms none, placebo and learned shows the same decomposition.
          </p>
        )}
      </Panel>
    </div>
  );
}
