import { Check, CircleX, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge, type Tone } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { TaskStatus } from '#lib/protocol/event-learning.ts';
import type { LearningStatus } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';

const STATUS: Record<TaskStatus, { tone: Tone; icon: ReactNode }> = {
  pending: { tone: 'neutral', icon: <Clock aria-hidden size={12} /> },
  running: { tone: 'neutral', icon: <Spinner size={12} /> },
  success: { tone: 'good', icon: <Check aria-hidden size={12} /> },
  failed: { tone: 'bad', icon: <CircleX aria-hidden size={12} /> },
};

/** The tasks that Acontext found in the session, with what it noted of each. */
export function TasksTab({ view }: { view: RunView }) {
  const { tasks } = view.learning;
  if (tasks.length === 0) return <NoTasks learning={view.learning.status.state} />;
  return (
    <ol className="flex flex-col">
      {tasks.map((task) => (
        <li key={task.taskId} className="border-b border-line px-3 py-2.5 last:border-0">
          <div className="flex items-start justify-between gap-2">
            <p className="min-w-0 font-medium break-words">
              <span className="pr-1.5 text-muted tabular-nums">{task.order}</span>
              {task.description}
            </p>
            <Badge tone={STATUS[task.status].tone} icon={STATUS[task.status].icon}>
              {task.status}
            </Badge>
          </div>
          <Notes title="Progress" lines={task.progress} />
          <Notes title="Preferences" lines={task.preferences} />
        </li>
      ))}
    </ol>
  );
}

function NoTasks({ learning }: { learning: LearningStatus['state'] }) {
  return learning === 'none' || learning === 'running' ? (
    <EmptyState title="No tasks yet">
      Acontext extracts tasks from the stored messages once the run is over.
    </EmptyState>
  ) : (
    <EmptyState title="No tasks">Acontext found none in this session.</EmptyState>
  );
}

function Notes({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="pt-1.5 text-xs text-muted">{title}</h3>
      <ol className="list-disc pl-4 text-muted marker:text-line-strong">
        {[...new Set(lines)].map((line) => (
          <li key={line} className="break-words text-text">
            {line}
          </li>
        ))}
      </ol>
    </>
  );
}
