'use client';

import { FlaskConical } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { formatDuration, plural } from '#components/ui/format.ts';
import { experimentHref } from '#components/experiments/experiment-words.ts';
import { EXPERIMENTS } from '#lib/client/experiment-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { CreatedExperimentBody, ExperimentPreview } from '#lib/protocol/experiment-http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { Offer } from '#lib/protocol/over-time.ts';

/** The experiment that would measure a cell: what it would be, then made (and not started) with one more click. */
export function OfferPanel({ offer, model }: { offer: Offer; model: string | null }) {
  const router = useRouter();
  const [preview, setPreview] = useState<ExperimentPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const input = { ...offer.input, ...(model === null ? {} : { models: [model] }) };

  const attempt = (work: () => Promise<void>) => async () => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(errorInfoOf(reason));
    }
    setBusy(false);
  };
  const look = attempt(async () => setPreview(await postJson<ExperimentPreview>(EXPERIMENTS.preview, input)));
  const make = attempt(async () => {
    const made = await postJson<CreatedExperimentBody>(EXPERIMENTS.list, {
      ...input,
      planHash: preview?.planHash,
    });
    router.push(experimentHref(made.experimentId));
  });

  const refused = preview?.problems.some(({ level }) => level === 'refuse') ?? false;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p>
        <span className="font-medium">The experiment that would measure it:</span> {offer.says}.
      </p>
      {preview && <PreviewLines preview={preview} />}
      {error && <ErrorNotice error={error}>Nothing was made.</ErrorNotice>}
      <div className="flex flex-wrap items-center gap-2">
        {!preview && (
          <Button
            size="sm"
            busy={busy}
            icon={<FlaskConical aria-hidden size={13} />}
            onClick={() => void look()}
          >
            See the plan
          </Button>
        )}
        {preview && !refused && (
          <Button size="sm" variant="primary" busy={busy} onClick={() => void make()}>
            Make this experiment
          </Button>
        )}
        {preview && !refused && (
          <span className="text-xs text-muted">It is frozen then, and started on its own page.</span>
        )}
      </div>
    </div>
  );
}

function PreviewLines({ preview: { size, estimate, problems } }: { preview: ExperimentPreview }) {
  const time = estimate.ms === null ? 'time not known yet' : `about ${formatDuration(estimate.ms)}`;
  return (
    <ul className="flex flex-col gap-0.5 text-xs text-muted" role="status">
      <li className="tabular-nums">
        {plural(size.runs + size.learningRuns, 'run')}, {plural(size.pairs, 'pair')} to compare, {time}
      </li>
      {problems.map(({ code, subject, level, says }) => (
        <li key={`${code} ${subject ?? ''} ${says}`} className={level === 'refuse' ? 'text-bad' : ''}>
          {level === 'refuse' ? 'Not possible: ' : 'Note: '}
          {says}
        </li>
      ))}
    </ul>
  );
}
