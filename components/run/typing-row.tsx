import { Clock } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import type { RunPreview } from '#lib/client/stream/fold-preview.ts';
import { Gutter } from './gutter.tsx';

/** What the model is writing right now. Not announced letter by letter: the finished turn is. */
export function TypingRow({ typing }: { typing: RunPreview }) {
  const { turn, attempt, text, toolCalls, notice } = typing;
  return (
    <div className="flex gap-2 border-t border-line px-3 pt-1.5 pb-2" aria-busy="true">
      <Gutter>turn {turn}</Gutter>
      <div className="min-w-0 flex-1">
        {text !== '' && (
          <p className={cx('break-words whitespace-pre-wrap', toolCalls.length === 0 && 'typing-caret')}>
            {text}
          </p>
        )}
        {toolCalls.map((call, index) => (
          <p
            key={call.index}
            className={cx(
              'font-mono text-xs break-all text-muted',
              index === toolCalls.length - 1 && 'typing-caret',
            )}
          >
            <span className="font-medium">{call.name}</span> {call.arguments}
          </p>
        ))}
        {text === '' && toolCalls.length === 0 && !notice && (
          <p className="typing-caret text-muted">thinking </p>
        )}
        {notice && (
          <p className="flex items-center gap-1.5 text-warn">
            <Clock aria-hidden size={13} className="shrink-0" />
            {notice}
          </p>
        )}
        {attempt > 1 && <p className="text-xs text-muted">attempt {attempt}</p>}
      </div>
    </div>
  );
}
