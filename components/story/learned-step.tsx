'use client';

import { BookOpen } from 'lucide-react';
import Link from 'next/link';
import { LearningFailure } from '#components/run/learning-failure.tsx';
import { LearningWait } from '#components/run/learning-wait.tsx';
import { skillHref } from '#components/skills/skill-href.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LiveDot } from '#components/ui/live-dot.tsx';
import { UnavailableNote } from '#components/ui/unavailable-note.tsx';
import { plural } from '#components/ui/format.ts';
import type { Task, TaskStatus } from '#lib/protocol/event-learning.ts';
import type { LearningStatus, RunSummary } from '#lib/protocol/run-record.ts';
import { emptyRun } from '#lib/protocol/fold-run.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { SkillSummary } from '#lib/protocol/skill.ts';
import { isLive } from './part-state.ts';
import { Pipeline } from './pipeline.tsx';
import { preparePipeline } from './prepare-pipeline.ts';
import { StoryStep } from './story-step.tsx';
import { useRetryLearning } from './use-retry-learning.ts';

interface Props {
  act1: RunSummary | null;
  view: RunView | null;
  tasks: readonly Task[];
  skills: readonly SkillSummary[];
}

/** Step 2: what became of Act 1's session. */
export function LearnedStep({ act1, view, tasks, skills }: Props) {
  const learning: LearningStatus = act1?.learning ?? { state: 'none' };
  const retry = useRetryLearning(act1?.runId ?? null);
  const problem = learning.state === 'failed' ? learning.error : null;
  return (
    <StoryStep
      number={2}
      title="Learned"
      aside={learning.state === 'running' ? <LiveDot label="learning" /> : null}
    >
      <Pipeline stages={preparePipeline(view ?? emptyRun(act1?.runId ?? ''))} />
      {view && <LearningWait learning={view.learning} />}
      {view && view.learning.distillationUnavailable !== null && (
        <UnavailableNote thing="distillation" why={view.learning.distillationUnavailable} />
      )}
      {tasks.length > 0 && <TaskList tasks={tasks} />}
      {skills.length > 0 && <SkillList skills={skills} act1={act1} />}
      {!act1 && (
        <p className="text-muted">
          Every message of Act 1 goes to Acontext, which extracts tasks, distils what worked and writes it
          down as a skill.
        </p>
      )}
      {act1 && !isLive(act1) && learning.state === 'none' && (
        <p className="text-muted">
          {act1.status.state === 'completed'
            ? 'Learning has not begun yet.'
            : 'This run ended without being learnt from.'}
        </p>
      )}
      {learning.state === 'skipped' && (
        <NothingNew reason={learning.reason} retry={skills.length === 0 ? retry : null} />
      )}
      {problem && (
        <LearningFailure
          error={problem}
          retry={
            <Button size="sm" variant="primary" busy={retry.busy} onClick={retry.start}>
              Retry learning
            </Button>
          }
        />
      )}
      {retry.error && <ErrorNotice error={retry.error} />}
    </StoryStep>
  );
}

/** Nothing to learn is not a failure; without any skill Act 2 stays closed, so another try is offered. */
function NothingNew({
  reason,
  retry,
}: {
  reason: string;
  retry: { busy: boolean; start: () => void } | null;
}) {
  return (
    <div className="flex flex-col items-start gap-2 text-muted">
      <p>{reason}</p>
      {retry && (
        <Button size="sm" busy={retry.busy} onClick={retry.start}>
          Learn from it again
        </Button>
      )}
    </div>
  );
}

const TASK_TONE: Record<TaskStatus, 'neutral' | 'good' | 'bad'> = {
  pending: 'neutral',
  running: 'neutral',
  success: 'good',
  failed: 'bad',
};

function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul aria-label={plural(tasks.length, 'task')} className="flex flex-col gap-1.5 border-t border-line pt-3">
      {tasks.map(({ taskId, description, status, progress }) => (
        <li key={taskId} className="flex items-start justify-between gap-2">
          <span className="min-w-0">
            <span className="line-clamp-2" title={description}>
              {description}
            </span>
            <span className="text-xs text-muted">{plural(progress.length, 'progress note')}</span>
          </span>
          <Badge tone={TASK_TONE[status]}>{status}</Badge>
        </li>
      ))}
    </ul>
  );
}

function SkillList({ skills, act1 }: { skills: readonly SkillSummary[]; act1: RunSummary | null }) {
  return (
    <ul
      aria-label={plural(skills.length, 'skill')}
      className="flex flex-col gap-1.5 border-t border-line pt-3"
    >
      {skills.map((skill) => (
        <li key={skill.skillId} className="flex flex-col gap-0.5">
          <Link
            href={skillHref(skill.skillId)}
            className="flex min-w-0 items-center gap-1.5 font-mono text-xs font-medium text-skill hover:underline"
          >
            <BookOpen aria-hidden size={13} className="shrink-0" />
            <span className="truncate">{skill.name}</span>
          </Link>
          <span className="line-clamp-2 text-xs text-muted">{skill.description}</span>
          <span className="text-xs text-muted tabular-nums">
            {plural(skill.files.length, 'file')}, {plural(skill.versions, 'version')}
            {act1 && skill.taughtBy.includes(act1.runId) ? ', taught by Act 1' : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
