import type { ToolKind } from '#lib/protocol/chat.ts';
import { cx } from './cx.ts';
import { KIND } from './kind.ts';

interface Props {
  kind: ToolKind;
  size?: number;
  /** The word stands beside it already. */
  silent?: boolean;
}

/** The icon of a call's kind, in its colour, with its word for screen readers and on hover. */
export function KindIcon({ kind, size = 14, silent = false }: Props) {
  const { icon: Icon, word, meaning, text } = KIND[kind];
  return (
    <span className={cx('inline-flex shrink-0', text)} title={`${word}: ${meaning}`}>
      <Icon aria-hidden size={size} />
      {!silent && <span className="sr-only">{word}</span>}
    </span>
  );
}
