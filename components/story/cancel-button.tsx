'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';

/** Asks a run to stop; the run's own events say when it has. */
export function CancelButton({ runId }: { runId: string }) {
  const [state, setState] = useState<'idle' | 'asked' | { failed: string }>('idle');
  const cancel = () => {
    setState('asked');
    postJson(API.runAction(runId, 'cancel')).catch((error: unknown) =>
      setState({ failed: errorInfoOf(error).message }),
    );
  };
  return (
    <span className="inline-flex items-center gap-2">
      {typeof state === 'object' && <span className="text-xs text-bad">{state.failed}</span>}
      <Button size="sm" variant="quiet" busy={state === 'asked'} onClick={cancel}>
        {state === 'asked' ? 'Cancelling' : 'Cancel'}
      </Button>
    </span>
  );
}
