'use client';

import { Gamepad2, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { NumberField, typedNumber } from '#components/ui/number-field.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { StartRun } from '#lib/protocol/http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';

const ARMS = [
  { value: 'none', label: 'no skill' },
  { value: 'learned', label: 'learned skills', title: 'The skills of the current story’s learning space' },
] as const;

/** Gives the incident to an agent, or to whoever looks at the page. */
export function RunScenario({ scenarioId }: { scenarioId: string }) {
  const router = useRouter();
  const [seed, setSeed] = useState('1');
  const [arm, setArm] = useState<(typeof ARMS)[number]['value']>('none');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const start = () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const body: StartRun = { scenarioId, seed: typedNumber(seed), arm, pace: 'watch' };
    postJson<{ runId: string }>(API.runs(), body)
      .then(({ runId }) => router.push(`/runs/${encodeURIComponent(runId)}`))
      .catch((cause: unknown) => {
        setError(errorInfoOf(cause));
        setBusy(false);
      });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-32">
          <NumberField label="Seed" value={seed} fault={error?.fields?.['seed']} onChange={setSeed} />
        </div>
        <Choice label="Skills" options={ARMS} value={arm} onChange={setArm} />
      </div>
      {error && !error.fields?.['seed'] && <ErrorNotice error={error}>No run was started.</ErrorNotice>}
      <div className="flex flex-wrap gap-1.5">
        <Button type="submit" variant="primary" busy={busy} icon={<Play aria-hidden size={13} />}>
          Run with agent
        </Button>
        <LinkButton
          href={`/play/${encodeURIComponent(scenarioId)}`}
          icon={<Gamepad2 aria-hidden size={14} />}
        >
          Play it yourself
        </LinkButton>
      </div>
    </form>
  );
}
