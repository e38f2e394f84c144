import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { formatNumber, plural } from '#components/ui/format.ts';
import type { LeftoversBody } from '#lib/protocol/leftovers.ts';
import { KIND_WORDS } from './clean-up-words.ts';

interface Props {
  leftovers: LeftoversBody;
  busy: string | null;
  onRetry: () => void;
}

/** How far the clean-up is; once it is over, what it removed and what it could not. */
export function CleanUpProgress({ leftovers: { cleanUp, failures, server }, busy, onRetry }: Props) {
  const { gone, left, failed } = cleanUp;
  const total = gone + left + failed;
  if (total === 0) return null;
  const isRunning = left > 0;
  return (
    <div className="flex flex-col gap-2">
      <div role="status" className="flex flex-col gap-1">
        {isRunning ? (
          <p>
            Removing from {server}: {formatNumber(gone)} of {formatNumber(total)}. It goes on if the lab is
            stopped and started again.
          </p>
        ) : (
          gone > 0 && (
            <p className="text-good">
              {plural(gone, 'thing')} removed from {server}.
            </p>
          )
        )}
      </div>
      {isRunning && (
        <progress
          value={gone + failed}
          max={total}
          aria-label="Clean-up"
          className="h-1.5 w-full max-w-md accent-accent"
        />
      )}
      {failed > 0 && <Failures failures={failures} failed={failed} busy={busy} onRetry={onRetry} />}
    </div>
  );
}

/** One notice per reason: a server that is away fails everything for the same one. */
function Failures({
  failures,
  failed,
  busy,
  onRetry,
}: Pick<Props, 'busy' | 'onRetry'> & { failures: LeftoversBody['failures']; failed: number }) {
  const byReason = Map.groupBy(failures, ({ problem }) => problem.message);
  return [...byReason].flatMap(([reason, things], index) => {
    const [first] = things;
    if (!first) return [];
    const retry = (
      <Button size="sm" busy={busy === 'failed'} onClick={onRetry}>
        Try again
      </Button>
    );
    return (
      <ErrorNotice key={reason} error={first.problem} actions={index === 0 ? retry : null}>
        <p>{plural(byReason.size === 1 ? failed : things.length, 'thing')} could not be removed:</p>
        <ul className="pt-0.5">
          {things.map(({ kind, id }) => (
            <li key={id} className="text-xs break-all">
              {KIND_WORDS[kind].one} <code className="font-mono">{id}</code>
            </li>
          ))}
        </ul>
      </ErrorNotice>
    );
  });
}
