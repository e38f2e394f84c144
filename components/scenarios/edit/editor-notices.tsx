'use client';

import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Time } from '#components/ui/time.tsx';
import type { ScenarioSource } from '#lib/protocol/scenario.ts';
import type { Saving } from './use-save.ts';

interface Props {
  /** Why a file could not be imported. */
  fault: string | null;
  save: Saving;
  text: string;
  restoredAt: number | null;
  onDiscard: () => void;
  onTakeNewest: (newest: ScenarioSource) => void;
  onSaveOnTop: (newest: ScenarioSource) => void;
}

/** What the author should know before going on: text put back, a save refused, a file not taken. */
export function EditorNotices({
  fault,
  save,
  text,
  restoredAt,
  onDiscard,
  onTakeNewest,
  onSaveOnTop,
}: Props) {
  const { error, newest, problems } = save;
  return (
    <>
      {fault && (
        <p role="alert" className="text-sm text-bad">
          {fault} The text was left as it is.
        </p>
      )}
      {restoredAt !== null && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-xs text-muted">
          <span>
            Unsaved text was put back, last changed <Time at={new Date(restoredAt).toISOString()} />.
          </span>
          <Button size="sm" onClick={onDiscard}>
            Discard it
          </Button>
        </p>
      )}
      {problems && problems.text === text && (
        <p role="alert" className="text-sm text-bad">
          Not saved: the problems below have to be solved first. Nothing was changed.
        </p>
      )}
      {error && (
        <ErrorNotice
          error={error}
          actions={
            newest && (
              <>
                <Button size="sm" onClick={() => onSaveOnTop(newest)}>
                  Save mine as version {newest.version + 1}
                </Button>
                <Button size="sm" onClick={() => onTakeNewest(newest)}>
                  Drop mine, open version {newest.version}
                </Button>
              </>
            )
          }
        />
      )}
    </>
  );
}
