'use client';

import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { formatDuration, formatInstant } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { useNow } from '#lib/client/use-now.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { OpenWriteBack, SkillDecisionsBody, SteerWriteBack } from '#lib/protocol/skill-standing.ts';
import { describeWriteBack } from './describe-write-back.ts';

interface Props {
  skillId: string;
  writing: OpenWriteBack;
  /** Host of the learning space. */
  server: string;
  onSteered: (body: SkillDecisionsBody) => void;
}

/** A decision whose content is not in its learning space yet: what is going on, what keeps it, when it goes on, what can be done. */
export function WriteBackNotice({ skillId, writing, server, onSteered }: Props) {
  const [busy, setBusy] = useState<SteerWriteBack['action'] | null>(null);
  const [refused, setRefused] = useState<ErrorInfo | null>(null);
  const { doing, meanwhile, actions } = describeWriteBack(writing, server);

  const steer = async (action: SteerWriteBack['action']) => {
    setBusy(action);
    setRefused(null);
    try {
      const order: SteerWriteBack = { action, decisionId: writing.decision.decisionId };
      onSteered(await postJson<SkillDecisionsBody>(API.skillWriteBack(skillId), order));
    } catch (problem) {
      setRefused(errorInfoOf(problem));
    } finally {
      setBusy(null);
    }
  };

  const buttons = actions.map(({ action, words }) => (
    <Button key={action} size="sm" busy={busy === action} onClick={() => void steer(action)}>
      {words}
    </Button>
  ));
  const error = refused ?? writing.error;
  if (error && (refused || writing.state === 'failed'))
    return (
      <ErrorNotice error={error} actions={buttons}>
        {doing} {meanwhile}
      </ErrorNotice>
    );
  return (
    <div className="flex flex-col gap-1.5 rounded-md border border-line bg-raised p-2.5 text-xs">
      <p className="flex gap-1.5" role="status">
        {writing.state === 'working' && (
          <span className="mt-px inline-flex text-accent">
            <Spinner size={13} />
          </span>
        )}
        <span className="min-w-0">
          {doing} {meanwhile}
        </span>
      </p>
      {error && (
        <p className="flex gap-1.5 text-warn">
          <CloudOff aria-hidden size={13} className="mt-0.5 shrink-0" />
          <span className="flex min-w-0 flex-col gap-1 break-words">
            <span>{error.message}</span>
            {error.hint && <span className="text-muted">{error.hint}</span>}
          </span>
        </p>
      )}
      {writing.nextTryAt && <NextTry at={writing.nextTryAt} tries={writing.tries} />}
      {buttons.length > 0 && <div className="flex flex-wrap gap-1.5">{buttons}</div>}
    </div>
  );
}

function NextTry({ at, tries }: { at: string; tries: number }) {
  const now = useNow(1000);
  const seconds = Math.ceil((Date.parse(at) - now) / 1000);
  return (
    <p className="text-muted" suppressHydrationWarning>
      Try {tries}{' '}
      <time dateTime={at} title={formatInstant(at)} className="tabular-nums" suppressHydrationWarning>
        {seconds < 1 ? 'begins now' : `in ${seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000)}`}
      </time>
      ; the lab goes on by itself, also after a restart.
    </p>
  );
}
