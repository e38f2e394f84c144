'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { createId } from '#lib/utils/create-id.ts';
import { startPlay } from './start-play.ts';

/** Seed and whether to teach, then it begins: opens the run. Also for a scenario's own page. */
export function PlayForm({ scenarioId, seed: first = 1 }: { scenarioId: string; seed?: number }) {
  const id = useId();
  const router = useRouter();
  const [seed, setSeed] = useState(String(first));
  const [learns, setLearns] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  /** One id per thing that is wanted: pressing twice, or again after a lost answer, starts one run. */
  const request = useRef({ what: '', id: '' });
  const start = () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const what = JSON.stringify([scenarioId, seed, learns]);
    if (request.current.what !== what)
      request.current = { what, id: createId('play', { now: Date.now, random: Math.random }) };
    startPlay({ scenarioId, seed: seed === '' ? Number.NaN : Number(seed), learns }, request.current.id)
      .then((runId) => router.push(`/runs/${encodeURIComponent(runId)}`))
      .catch((cause: unknown) => {
        setError(errorInfoOf(cause));
        setBusy(false);
      });
  };
  const fault = error?.fields?.seed;
  return (
    <form
      noValidate
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-xs text-muted">
          Seed (another one has other numbers and noise)
        </label>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          step={1}
          value={seed}
          aria-invalid={Boolean(fault)}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => setSeed(event.target.value)}
          className="h-7 w-32 rounded-md border border-line bg-panel px-2 text-sm aria-invalid:border-bad"
        />
        {fault && (
          <p id={`${id}-fault`} role="alert" className="text-xs text-bad">
            {fault}
          </p>
        )}
      </div>
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={learns}
          onChange={(event) => setLearns(event.target.checked)}
          className="size-3.5 accent-accent"
        />
        Learn from my session: teach the current story’s learning space (it can also be chosen afterwards)
      </label>
      {error && !error.fields && <ErrorNotice error={error}>No run was started.</ErrorNotice>}
      <Button type="submit" variant="primary" busy={busy} icon={<Play aria-hidden size={13} />}>
        Play
      </Button>
    </form>
  );
}
