'use client';

import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ScenarioEntry } from '#lib/protocol/scenario.ts';

/** Lets the validity suite look at everything that it has not seen in this version; one after the other, in the background. */
export function CheckAll({ entries }: { entries: readonly ScenarioEntry[] }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const open = entries.filter(({ validity }) => validity.state === 'unchecked');
  const running = entries.filter(({ validity }) => validity.state === 'running').length;
  const start = async () => {
    setBusy(true);
    setFault(null);
    try {
      for (const { scenarioId } of open) await postJson(API.scenarioPart(scenarioId, 'validity'));
    } catch (reason) {
      setFault(errorInfoOf(reason).message);
    } finally {
      setBusy(false);
      await refresh(API.scenarios);
    }
  };
  return (
    <>
      {fault && (
        <span role="alert" className="text-xs text-bad">
          {fault}
        </span>
      )}
      {running > 0 ? (
        <span role="status" className="text-xs text-muted tabular-nums">
          {running} being checked
        </span>
      ) : (
        open.length > 0 && (
          <Button
            size="sm"
            busy={busy}
            icon={<ListChecks aria-hidden size={13} />}
            title="Validity suite, in the background, a few seconds each"
            onClick={() => void start()}
          >
            Check {open.length}
          </Button>
        )
      )}
    </>
  );
}
