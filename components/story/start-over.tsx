'use client';

import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { mutate } from 'swr';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';

/** Begins a new story, after asking. */
export function StartOver() {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const [leftBehind, setLeftBehind] = useState(0);
  const close = () => {
    setOpen(false);
    setError(null);
  };
  const reset = () => {
    setBusy(true);
    setError(null);
    postJson<{ leftBehind: number }>(API.storyReset)
      .then((answer) => {
        setLeftBehind(answer.leftBehind);
        close();
        return mutate(API.story);
      })
      .catch((reason: unknown) => setError(errorInfoOf(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      {leftBehind > 0 && (
        <span role="status" className="text-xs text-warn">
          {leftBehind} things could not be removed from Acontext; they do no harm.
        </span>
      )}
      <Button size="sm" icon={<RotateCcw aria-hidden size={13} />} onClick={() => setOpen(true)}>
        Start over
      </Button>
      <ConfirmDialog
        open={open}
        title="Start the story over?"
        confirmLabel="Start over"
        danger
        busy={busy}
        onConfirm={reset}
        onClose={close}
      >
        <p>
          The learning space and the skills in it are removed from Acontext, so the next Act 1 begins without
          any knowledge. All runs and the snapshots of their skills stay in the lab.
        </p>
        {error && <ErrorNotice error={error} className="mt-3" />}
      </ConfirmDialog>
    </>
  );
}
