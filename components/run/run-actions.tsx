'use client';

import { Ban, Download, GitCompareArrows, GraduationCap, RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { RunView } from '#lib/protocol/run-view.ts';

export type RunAction = 'cancel' | 'rerun' | 'learn';

export interface RunCommands {
  /** The action that is under way. */
  busy: RunAction | null;
  error: ErrorInfo | null;
  send: (action: RunAction) => void;
}

/** What can be asked of a run. A rerun opens the new run; the others show in this one's own events. */
export function useRunCommands(runId: string): RunCommands {
  const router = useRouter();
  const [busy, setBusy] = useState<RunAction | null>(null);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const carryOut = async (action: RunAction) => {
    setBusy(action);
    setError(null);
    try {
      const answer = await postJson<{ runId: string }>(API.runAction(runId, action));
      if (action === 'rerun') router.push(`/runs/${encodeURIComponent(answer.runId)}`);
    } catch (cause) {
      setError(errorInfoOf(cause));
    }
    setBusy(null);
  };
  const send = (action: RunAction) => void carryOut(action);
  return { busy, error, send };
}

/** Whether a session of this run can teach now: it has ended, said something, and nobody is learning from it yet. */
export function canLearn(view: RunView): boolean {
  const over = view.status.state !== 'queued' && view.status.state !== 'running';
  return over && view.turns.length > 0 && view.learning.status.state !== 'running';
}

export function LearnButton({ view, commands }: { view: RunView; commands: RunCommands }) {
  if (!canLearn(view)) return null;
  // A run that teaches nobody is skipped by its own attempt; asked for, it teaches for the first time.
  const again = view.plan?.learnsInto !== null || view.learning.attempt > 1;
  return (
    <Button
      size="sm"
      busy={commands.busy === 'learn'}
      icon={<GraduationCap aria-hidden size={13} />}
      title="Teaches the current story’s learning space from this run’s messages"
      onClick={() => commands.send('learn')}
    >
      {again ? 'Learn again' : 'Learn from this run'}
    </Button>
  );
}

export function RunActions({ view, commands }: { view: RunView; commands: RunCommands }) {
  const { runId, status, cancelRequested } = view;
  const live = status.state === 'queued' || status.state === 'running';
  const path = `/runs/${encodeURIComponent(runId)}`;
  return (
    <div className="flex flex-wrap items-center gap-1">
      {live && (
        <Button
          size="sm"
          variant="danger"
          busy={commands.busy === 'cancel' || cancelRequested}
          icon={<Ban aria-hidden size={13} />}
          onClick={() => commands.send('cancel')}
        >
          {cancelRequested ? 'Cancelling' : 'Cancel'}
        </Button>
      )}
      {!live && (
        <Button
          size="sm"
          busy={commands.busy === 'rerun'}
          icon={<RotateCcw aria-hidden size={13} />}
          title="Runs the same plan again in a fresh environment"
          onClick={() => commands.send('rerun')}
        >
          Rerun
        </Button>
      )}
      <LearnButton view={view} commands={commands} />
      {!live && (
        <LinkButton
          size="sm"
          variant="quiet"
          href={`/compare?a=${encodeURIComponent(runId)}`}
          icon={<GitCompareArrows aria-hidden size={13} />}
        >
          Compare
        </LinkButton>
      )}
      <CopyButton text={() => new URL(path, window.location.href).href} label="Copy link" />
      <a
        href={`/api${path}/export`}
        download={`${runId}.json`}
        className={buttonClass('quiet', 'sm')}
        title="The run with all of its events"
      >
        <Download aria-hidden size={13} />
        Download JSON
      </a>
    </div>
  );
}
