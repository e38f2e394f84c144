import { Circle, CircleCheck, CircleMinus, CircleX, type LucideIcon } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { Stage, StageState } from './prepare-pipeline.ts';

const LOOK: Record<Exclude<StageState, 'active'>, { icon: LucideIcon; text: string; word: string }> = {
  waiting: { icon: Circle, text: 'text-muted', word: 'waiting' },
  done: { icon: CircleCheck, text: 'text-good', word: 'done' },
  failed: { icon: CircleX, text: 'text-bad', word: 'failed' },
  skipped: { icon: CircleMinus, text: 'text-muted', word: 'skipped' },
};

/** The way from a session to a skill, stage by stage. */
export function Pipeline({ stages }: { stages: readonly Stage[] }) {
  return (
    <ol aria-label="Learning pipeline" className="flex flex-col">
      {stages.map((stage) => (
        <li key={stage.id} className="flex h-7 items-center gap-2">
          <StageIcon state={stage.state} />
          <span className={cx('truncate', stage.state === 'waiting' && 'text-muted')}>{stage.name}</span>
          <span className="ml-auto truncate text-xs text-muted tabular-nums">{stage.detail}</span>
        </li>
      ))}
    </ol>
  );
}

function StageIcon({ state }: { state: StageState }) {
  if (state === 'active') {
    return (
      <span className="inline-flex text-accent">
        <Spinner />
        <span className="sr-only">under way</span>
      </span>
    );
  }
  const { icon: Icon, text, word } = LOOK[state];
  return (
    <span className={cx('inline-flex', text)}>
      <Icon aria-hidden size={14} />
      <span className="sr-only">{word}</span>
    </span>
  );
}
