'use client';

import { ChevronRight } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { cx } from '#components/ui/cx.ts';
import { formatDuration } from '#components/ui/format.ts';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import { KIND } from '#components/ui/kind.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import { compactArguments, prettyArguments } from './compact-arguments.ts';
import { Gutter } from './gutter.tsx';

interface Props {
  call: CallView;
  /** Its number among DevOps calls; null for skill calls and unknown tools. */
  devops: number | null;
  open: boolean;
  selected: boolean;
  /** Selects the call; on the selected one opens and folds it. */
  onPress: (call: number) => void;
}

/** Longer arguments do not fit on the row and are shown with the result. */
const ROW_ARGUMENTS = 48;
const PREVIEW = 160;

/** A tool call: its kind, name and arguments on one line, the result behind it. */
export function CallRow({ call, devops, open, selected, onPress }: Props) {
  const compact = compactArguments(call.arguments);
  return (
    <div
      data-call={call.call}
      className={cx('border-l-2', selected ? 'border-l-accent bg-accent/6' : 'border-l-transparent')}
    >
      <button
        type="button"
        aria-expanded={open}
        aria-current={selected ? 'true' : undefined}
        onClick={() => onPress(call.call)}
        className="flex w-full items-start gap-2 px-2.5 py-1 text-left hover:bg-raised/60 focus-visible:outline-offset-[-2px]"
      >
        <Gutter>{call.call}</Gutter>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex min-w-0 items-center gap-1.5">
            <ChevronRight
              aria-hidden
              size={13}
              className={cx('shrink-0 text-muted transition-transform', open && 'rotate-90')}
            />
            <KindIcon kind={call.kind} />
            <span className={cx('shrink-0 font-mono text-xs font-medium', KIND[call.kind].text)}>
              {call.name}
            </span>
            <span className="min-w-0 flex-1 truncate font-mono text-xs">{compact}</span>
            {call.outcome === 'rejected' && <Badge tone="warn">rejected</Badge>}
            <CallMeta call={call} devops={devops} />
          </span>
          {!open && (
            <span className="truncate pl-5 font-mono text-xs text-muted">{previewOf(call.result)}</span>
          )}
        </span>
      </button>
      {open && (
        <div className="flex flex-col gap-1.5 pr-2.5 pb-2 pl-12 max-sm:pl-2.5">
          {compact.length > ROW_ARGUMENTS && (
            <CodeBlock label={`arguments of call ${call.call}`} text={prettyArguments(call.arguments)} />
          )}
          <CodeBlock label={`result of call ${call.call}`} text={call.result} />
        </div>
      )}
    </div>
  );
}

/** Its count, where that differs from the number at the left, and how long it took. */
function CallMeta({ call, devops }: Pick<Props, 'call' | 'devops'>) {
  const word = devops === null ? KIND[call.kind].word : `DevOps ${devops}`;
  return (
    <span className="shrink-0 text-xs text-muted tabular-nums" title={word}>
      {devops !== call.call && <span className="max-sm:hidden">{word} · </span>}
      {formatDuration(call.durationMs)}
    </span>
  );
}

/** The result's beginning, as one line. */
function previewOf(result: string): string {
  return (
    result
      .slice(0, 2 * PREVIEW)
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, PREVIEW) || '(empty)'
  );
}
