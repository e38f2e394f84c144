'use client';

import { Badge } from '#components/ui/badge.tsx';
import { formatDuration, formatNumber, plural } from '#components/ui/format.ts';
import type { FinishReason } from '#lib/protocol/chat.ts';
import type { TurnView } from '#lib/protocol/run-view.ts';
import { FoldedText } from './folded-text.tsx';
import { Gutter } from './gutter.tsx';

/** Ends that a reader should notice; the usual two need no word. */
const NOTABLE: Record<FinishReason, string | null> = {
  stop: null,
  tool_calls: null,
  length: 'cut off at the length limit',
  content_filter: 'stopped by a content filter',
  refusal: 'refused',
  unknown: 'ended without a reason',
};

interface Props {
  /** A person acts in this run: no tokens, but thinking time. */
  played: boolean;
  turn: number;
  inference: TurnView['inference'];
  isFinal: boolean;
  /** Shows long words in full. */
  open: boolean;
}

/** What the model said in one turn, before the calls that it asked for. */
export function TurnRow({ played, turn, inference, isFinal, open }: Props) {
  const { content, toolCalls, usage, durationMs, retries, finishReason } = inference;
  const notable = NOTABLE[finishReason];
  return (
    <div className="flex gap-2 border-t border-line px-3 pt-1.5 pb-1">
      <Gutter>{isFinal ? 'final' : `turn ${turn}`}</Gutter>
      <div className="min-w-0 flex-1">
        {content === '' ? (
          <p className="text-muted">
            {played
              ? 'No note.'
              : toolCalls.length > 0
                ? `No words, ${plural(toolCalls.length, 'call')}.`
                : 'No words, no calls.'}
          </p>
        ) : (
          <FoldedText text={content} open={open} />
        )}
        {(notable || retries > 0) && (
          <p className="flex flex-wrap gap-1.5 pt-1">
            {notable && <Badge tone="warn">{notable}</Badge>}
            {retries > 0 && <Badge>{retries === 1 ? '1 retry' : `${retries} retries`}</Badge>}
          </p>
        )}
      </div>
      <span
        className="shrink-0 text-xs leading-5 text-muted tabular-nums max-sm:hidden"
        title={
          played
            ? 'Time since the result before it'
            : `${formatNumber(usage.inputTokens)} tokens in, ${formatNumber(usage.outputTokens)} out${usage.countedBy ? ', counted by the lab' : ''}; ${formatDuration(durationMs)}`
        }
      >
        {played ? formatDuration(durationMs) : `${formatNumber(usage.inputTokens + usage.outputTokens)} tok`}
      </span>
    </div>
  );
}
