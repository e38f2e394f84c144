'use client';

import { Check, Circle, CircleDashed, CircleX } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { UnavailableNote } from '#components/ui/unavailable-note.tsx';
import type { RunView } from '#lib/protocol/run-view.ts';
import { LearningFailure } from './learning-failure.tsx';
import { LearningWait } from './learning-wait.tsx';
import { prepareStages, type Stage, type StageState } from './prepare-stages.ts';

const MARK: Record<StageState, { icon: ReactNode; word: string; text: string }> = {
  waiting: { icon: <Circle aria-hidden size={14} />, word: 'waiting', text: 'text-muted' },
  active: { icon: <Spinner />, word: 'in progress', text: 'text-text' },
  done: { icon: <Check aria-hidden size={14} className="text-good" />, word: 'done', text: 'text-text' },
  skipped: { icon: <CircleDashed aria-hidden size={14} />, word: 'skipped', text: 'text-muted' },
  failed: { icon: <CircleX aria-hidden size={14} className="text-bad" />, word: 'failed', text: 'text-bad' },
};

interface Props {
  view: RunView;
  /** A button that learns again; absent where that makes no sense. */
  retry: ReactNode;
}

/** How the session became skills: each stage, what it counted, what it wrote. */
export function LearningTab({ view, retry }: Props) {
  const { learning, plan } = view;
  if (plan?.learnsInto === null && learning.status.state === 'none')
    return (
      <EmptyState title="This run does not learn" actions={retry}>
        Its plan names no learning space, so its session teaches nothing.
      </EmptyState>
    );
  const { status } = learning;
  return (
    <div className="flex flex-col gap-3 p-3">
      <ol className="flex flex-col">
        {prepareStages(view).map((stage) => (
          <StageRow key={stage.name} stage={stage} />
        ))}
      </ol>
      <LearningWait learning={learning} />
      {status.state === 'failed' && <LearningFailure error={status.error} retry={retry} />}
      {status.state === 'skipped' && (
        <div className="flex flex-col items-start gap-2">
          <p>Nothing was learned: {status.reason}</p>
          {retry}
        </div>
      )}
      {learning.skills.length > 0 && (
        <section>
          <h3 className="pb-1 text-xs text-muted">Skills written</h3>
          <ul className="flex flex-col">
            {learning.skills.map((skill) => (
              <li key={skill.seq} className="border-t border-line py-1.5">
                <Link
                  href={`/skills/${encodeURIComponent(skill.skillId)}?version=${encodeURIComponent(skill.versionId)}`}
                  className="font-mono text-xs font-medium text-skill underline-offset-2 hover:underline"
                >
                  {skill.name}
                </Link>{' '}
                <Badge tone={skill.isDefault ? 'neutral' : 'skill'}>
                  {skill.isDefault ? `default, ${skill.change}` : skill.change}
                </Badge>
                <p className="font-mono text-xs break-words text-muted">{skill.paths.join(', ')}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {learning.distillations.map((distillation, index) => (
        <CodeBlock
          key={distillation.seq}
          label={`distillation ${index + 1} (${distillation.kind})`}
          text={distillation.text}
          maxLines={16}
        />
      ))}
      {learning.distillationUnavailable !== null && (
        <UnavailableNote thing="distillation" why={learning.distillationUnavailable} />
      )}
      {learning.progress?.status && status.state !== 'running' && (
        <p className="text-xs text-muted">
          Acontext’s last word: <code className="font-mono">{learning.progress.status}</code>
          {learning.attempt > 1 && `, attempt ${learning.attempt}`}
        </p>
      )}
    </div>
  );
}

function StageRow({ stage }: { stage: Stage }) {
  const { icon, word, text } = MARK[stage.state];
  return (
    <li className={`flex min-h-7 items-center gap-2 ${text}`}>
      <span className="flex w-4 shrink-0 justify-center">{icon}</span>
      <span className="shrink-0 font-medium">{stage.title}</span>
      <span
        className="min-w-0 flex-1 truncate text-right text-xs text-muted tabular-nums"
        title={stage.detail}
      >
        {stage.detail || word}
      </span>
      <span className="sr-only">{word}</span>
    </li>
  );
}
