'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { NumberField, typedNumber } from '#components/ui/number-field.tsx';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { useRequestId } from '#lib/client/use-request-id.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { startPlay } from './start-play.ts';

/** Seed and whether to teach, then it begins: opens the run. Also for a scenario's own page. */
export function PlayForm({ scenarioId, seed: first = 1 }: { scenarioId: string; seed?: number }) {
  const router = useRouter();
  const [seed, setSeed] = useState(String(first));
  const [learns, setLearns] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const requestId = useRequestId('play');
  const start = () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    startPlay({ scenarioId, seed: typedNumber(seed), learns }, requestId([scenarioId, seed, learns]))
      .then((runId) => router.push(`/runs/${encodeURIComponent(runId)}`))
      .catch((cause: unknown) => {
        setError(errorInfoOf(cause));
        setBusy(false);
      });
  };
  return (
    <form
      noValidate
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div className="w-full max-w-xs">
        <NumberField
          label="Seed"
          note="Another seed has other numbers and noise."
          value={seed}
          fault={error?.fields?.seed}
          onChange={setSeed}
        />
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
