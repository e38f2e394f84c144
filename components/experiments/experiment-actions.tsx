'use client';

import { Pause, Play, Trash2, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { EXPERIMENTS, type ExperimentAction } from '#lib/client/experiment-paths.ts';
import { fetchJson, postJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { isMoving } from '#lib/client/use-experiments.ts';
import type { ExperimentState, ExperimentSummary } from '#lib/protocol/experiment.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';

const POSSIBLE: Record<ExperimentState, readonly ExperimentAction[]> = {
  ready: ['start'],
  running: ['pause', 'cancel'],
  pausing: ['cancel'],
  paused: ['resume', 'cancel'],
  cancelling: [],
  completed: [],
  stopped: [],
  cancelled: [],
  failed: [],
};
const LOOK = {
  start: { word: 'Start', icon: <Play aria-hidden size={13} />, variant: 'primary' },
  pause: { word: 'Pause', icon: <Pause aria-hidden size={13} />, variant: 'secondary' },
  resume: { word: 'Resume', icon: <Play aria-hidden size={13} />, variant: 'primary' },
  cancel: { word: 'Cancel', icon: <X aria-hidden size={13} />, variant: 'danger' },
} as const;

/** Start, pause, resume, cancel, delete: what the experiment's state allows. */
export function ExperimentActions({ summary }: { summary: ExperimentSummary }) {
  const { experimentId, status, runs } = summary;
  const router = useRouter();
  const [busy, setBusy] = useState<ExperimentAction | 'delete' | null>(null);
  const [asked, setAsked] = useState<'cancel' | 'delete' | null>(null);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const settle = (work: Promise<unknown>) =>
    work
      .catch((reason: unknown) => setError(errorInfoOf(reason)))
      .finally(() => {
        setBusy(null);
        setAsked(null);
      });
  const act = (action: ExperimentAction) => {
    setBusy(action);
    setError(null);
    void settle(
      postJson(EXPERIMENTS.action(experimentId, action)).then(() => refresh(EXPERIMENTS.one(experimentId))),
    );
  };
  const remove = () => {
    setBusy('delete');
    void settle(
      fetchJson(EXPERIMENTS.one(experimentId), { method: 'DELETE' }).then(() => router.push('/experiments')),
    );
  };
  return (
    <>
      {POSSIBLE[status.state].map((action) => {
        const { word, icon, variant } = LOOK[action];
        return (
          <Button
            key={action}
            size="sm"
            variant={variant}
            icon={icon}
            busy={busy === action}
            onClick={() => (action === 'cancel' ? setAsked('cancel') : act(action))}
          >
            {word}
          </Button>
        );
      })}
      {!isMoving(status.state) && (
        <Button
          size="sm"
          variant="quiet"
          aria-label="Delete the experiment"
          title="Delete the experiment"
          icon={<Trash2 aria-hidden size={13} />}
          onClick={() => setAsked('delete')}
        />
      )}
      <ConfirmDialog
        open={asked === 'cancel'}
        title="Cancel the experiment?"
        confirmLabel="Cancel the experiment"
        danger
        busy={busy === 'cancel'}
        onConfirm={() => act('cancel')}
        onClose={() => setAsked(null)}
      >
        {runs.done} of {runs.planned} runs are done and stay. It cannot be taken up again, and what is there
        will be a report rather than the declared analysis.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'delete'}
        title="Delete the experiment?"
        confirmLabel="Delete"
        danger
        busy={busy === 'delete'}
        onConfirm={remove}
        onClose={() => setAsked(null)}
      >
        Its plan, its analysis and its {runs.done} runs go for good. The evidence bundle, if you downloaded
        it, stays.
      </ConfirmDialog>
      {error && <ErrorNotice error={error} className="basis-full" />}
    </>
  );
}
