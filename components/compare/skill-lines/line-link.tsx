import Link from 'next/link';
import { cx } from '#components/ui/cx.ts';
import { STEP_OUTCOME } from '#components/skills/step-outcome.ts';
import type { CallLine } from './prepare-skill-lines.ts';

/** The line of a skill that a call did. */
export function LineLink({ line: { file, line, text, outcome, href } }: { line: CallLine }) {
  const { word, text: colour, icon: Icon } = STEP_OUTCOME[outcome];
  return (
    <Link
      href={href}
      title={`${word}: ${text}`}
      className={cx(
        'inline-flex min-h-6 items-center gap-1 text-xs underline-offset-2 hover:underline',
        colour,
      )}
    >
      <Icon aria-hidden size={12} />
      {word === 'followed' ? 'skill' : word} line {line}
      <span className="sr-only"> of {file}</span>
    </Link>
  );
}
