'use client';

import { useState } from 'react';
import { countWords } from '#components/settings/clean-up/clean-up-words.ts';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { useLeftovers } from '#lib/client/use-api.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { totalOf } from '#lib/protocol/leftover-counts.ts';

interface Props {
  open: boolean;
  onClose: () => void;
  /** Told how many things are not removed from Acontext yet. */
  onDone: (leftBehind: number) => void;
}

/** Says what goes and what stays, and resets the story. */
export function StartOverDialog({ open, onClose, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [cleanUp, setCleanUp] = useState(false);
  const { data: leftovers } = useLeftovers();
  const unused = leftovers?.unused ?? { space: 0, skill: 0, session: 0 };
  const [error, setError] = useState<ErrorInfo | null>(null);
  const close = () => {
    onClose();
    setError(null);
  };
  const reset = () => {
    setBusy(true);
    setError(null);
    postJson<{ leftBehind: number }>(API.storyReset, { cleanUp })
      .then(({ leftBehind }) => {
        onDone(leftBehind);
        close();
        return Promise.all([refresh(API.story), refresh(API.leftovers)]);
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
        The learning space with its skills and the sessions of this story are removed from Acontext, so the
        next Act 1 begins without any knowledge. All runs and the snapshots of their skills stay in the lab.
      </p>
      {totalOf(unused) > 0 && (
        <label className="mt-3 flex items-start gap-2 text-text">
          <input
            type="checkbox"
            checked={cleanUp}
            onChange={({ target }) => setCleanUp(target.checked)}
            className="mt-1 accent-accent"
          />
          <span>
            Also remove what earlier stories and runs left there:{' '}
            <span className="text-muted">{countWords(unused)}</span>
          </span>
        </label>
      )}
      {error && <ErrorNotice error={error} className="mt-3" />}
    </ConfirmDialog>
  );
}
