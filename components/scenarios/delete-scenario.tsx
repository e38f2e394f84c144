'use client';

import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { writeDraft } from './draft-storage.ts';

/** Deletes an own scenario that nothing uses; what uses it is said instead. */
export function DeleteScenario({ scenarioId, version }: { scenarioId: string; version: number }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const leave = () => {
    writeDraft(scenarioId, null);
    router.push('/scenarios');
    router.refresh();
  };
  const confirm = () => {
    setBusy(true);
    setError(null);
    postJson(API.scenarioPart(scenarioId, 'delete'), { base: version })
      .then(leave)
      .catch((reason: unknown) => setError(errorInfoOf(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button
        size="sm"
        variant="danger"
        icon={<Trash2 aria-hidden size={13} />}
        onClick={() => setOpen(true)}
      >
        Delete
      </Button>
      <ConfirmDialog
        open={open}
        title={`Delete ${scenarioId}?`}
        confirmLabel="Delete"
        danger
        busy={busy}
        onConfirm={confirm}
        onClose={() => setOpen(false)}
      >
        <p>{plural(version, 'version')} of its file will be gone. Export it first if you may want it back.</p>
        {error && <ErrorNotice error={error} className="mt-2" />}
      </ConfirmDialog>
    </>
  );
}
