'use client';

import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { AcontextKey } from '#lib/protocol/acontext-key.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';

interface Props {
  /** The key that may be revoked; null while nobody asked. */
  asked: AcontextKey | null;
  onClose: () => void;
  /** Told after the dialog has been asked to close. */
  onRevoked: (key: AcontextKey) => void;
}

/** Says what stops and what stays, and revokes. */
export function RevokeDialog({ asked, onClose, onRevoked }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const close = () => {
    onClose();
    setError(null);
  };
  const revoke = () => {
    if (!asked) return;
    setBusy(true);
    setError(null);
    postJson(API.revokeAcontextKey(asked.id))
      .then(() => refresh(API.acontextKeys))
      .then(() => {
        close();
        return onRevoked(asked);
      })
      .catch((reason: unknown) => setError(errorInfoOf(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <ConfirmDialog
      open={asked !== null}
      title="Revoke this key?"
      confirmLabel="Revoke"
      danger
      busy={busy}
      onConfirm={revoke}
      onClose={close}
    >
      <p className="break-words">
        {asked?.prefix && <code className="font-mono text-xs text-text">{asked.prefix}… </code>}
        {asked?.label && <>({asked.label}) </>}
        is refused from its next request on, for good. What was stored with it stays, and so do the project’s
        other keys.
      </p>
      {error && <ErrorNotice error={error} className="mt-3" />}
    </ConfirmDialog>
  );
}
