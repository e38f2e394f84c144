import { CloudOff } from 'lucide-react';
import { Elapsed } from '#components/ui/elapsed.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { LearningView } from '#lib/protocol/run-view.ts';
import { describeWait } from './describe-wait.ts';

/** While a run is learned from: what is waited for, since when, and what keeps Acontext from answering. */
export function LearningWait({ learning }: { learning: LearningView }) {
  const wait = describeWait(learning);
  if (!wait) return null;
  const { delay } = learning;
  return (
    <div className="flex flex-col gap-1.5 text-xs" role="status">
      <p className="flex gap-1.5 text-muted">
        <span className="mt-px inline-flex text-accent">
          <Spinner size={13} />
        </span>
        <span className="min-w-0">
          {wait.doing}
          {wait.status !== null && (
            <>
              {' '}
              (<code className="font-mono">{wait.status}</code>)
            </>
          )}
          , for <Elapsed since={wait.since} until={null} />
        </span>
      </p>
      {delay && (
        <p className="flex gap-1.5 text-warn">
          <CloudOff aria-hidden size={13} className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words">
            {delay.error.message} The lab goes on asking, about every{' '}
            {Math.max(1, Math.round(delay.waitMs / 1000))} s; nothing is lost.
          </span>
        </p>
      )}
    </div>
  );
}
