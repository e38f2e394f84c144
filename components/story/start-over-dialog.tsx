'use client';

import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';

interface Props {
  open: boolean;
  onClose: () => void;
  /** Told how many things could not be removed from Acontext. */
  onDone: (leftBehind: number) => void;
}

/** Says what goes and what stays, and resets the story. */
export function StartOverDialog({ open, onClose, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const close = () => {
    onClose();
    setError(null);
  };
  const reset = () => {
    setBusy(true);
    setError(null);
    postJson<{ leftBehind: number }>(API.storyReset)
      .then(({ leftBehind }) => {
        onDone(leftBehind);
        close();
        return refresh(API.story);
      })
      .catch((reason: unknown) => setError(errorInfoOf(reason)))
      .finally(() => setBusy(false));
  };
  return (
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
  );
}
