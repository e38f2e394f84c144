import { RunStatusBadge } from '#components/ui/run-status-badge.tsx';
import type { StopReason } from '#lib/protocol/event-run.ts';
import type { ComparedRun } from './compared-run.ts';

const STOPPED: Record<StopReason, string> = {
  final_message: 'It ended with a message of its own.',
  call_cap: 'It was stopped at the cap on calls.',
  turn_cap: 'It was stopped at the cap on turns.',
  refusal: 'The model refused to go on.',
  truncated: 'The answer was cut off at the model’s limit.',
  gave_up: 'The person gave up.',
  empty_answer: 'The model gave an empty answer.',
};

/** How a run ended: the agent's own words, and beside them what the oracle says. */
export function EndingCell({ run: { label, view } }: { run: ComparedRun }) {
  const { status, stopped } = view;
  return (
    <section
      aria-label={`End of ${label}`}
      className="min-w-0 border-b border-line px-3 py-2 text-sm md:border-0"
    >
      <h3 className="flex flex-wrap items-center gap-2 text-xs text-muted">
        <span className="font-semibold text-text">{label} ends</span>
        <RunStatusBadge status={status} />
      </h3>
      <p className="mt-1 text-xs text-muted">
        {stopped
          ? STOPPED[stopped.reason]
          : status.state === 'failed'
            ? status.error.message
            : status.state === 'cancelled'
              ? 'It was cancelled.'
              : 'It has not ended yet.'}
      </p>
      {stopped?.finalMessage && (
        <p className="mt-1 max-h-72 overflow-auto break-words whitespace-pre-wrap">{stopped.finalMessage}</p>
      )}
    </section>
  );
}
