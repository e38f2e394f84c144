'use client';

import { BadgeCheck } from 'lucide-react';
import { Panel } from '#components/ui/panel.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { RunView, WorldMoment } from '#lib/protocol/run-view.ts';
import { CallTab } from './call-tab.tsx';
import { LearningTab } from './learning-tab.tsx';
import { LearnButton, type RunCommands } from './run-actions.tsx';
import { TasksTab } from './tasks-tab.tsx';
import { VerdictTab } from './verdict-tab.tsx';

interface Props {
  view: RunView;
  moments: readonly WorldMoment[];
  position: number;
  commands: RunCommands;
  tab: string;
  onTab: (tab: string) => void;
  className?: string;
}

/** Details on demand: the chosen call, and what became of the run. */
export function RunInspector({ view, moments, position, commands, tab, onTab, className }: Props) {
  const { tasks, status } = view.learning;
  const scroll = 'xl:h-full xl:overflow-y-auto';
  return (
    <Panel padded={false} className={className}>
      <h2 className="sr-only">Inspector</h2>
      <Tabs
        label="Inspector"
        value={tab}
        onChange={onTab}
        className="xl:h-full"
        tabs={[
          {
            id: 'call',
            label: 'Call',
            content: (
              <div className={scroll}>
                <CallTab view={view} moments={moments} position={position} />
              </div>
            ),
          },
          {
            id: 'tasks',
            label: tasks.length > 0 ? `Tasks ${tasks.length}` : 'Tasks',
            content: (
              <div className={scroll}>
                <TasksTab view={view} />
              </div>
            ),
          },
          {
            id: 'learning',
            label: <>Learning {status.state === 'running' && <Spinner size={12} />}</>,
            content: (
              <div className={scroll}>
                <LearningTab view={view} retry={<LearnButton view={view} commands={commands} />} />
              </div>
            ),
          },
          {
            id: 'verdict',
            label: (
              <>
                Verdict{' '}
                {view.evaluation?.verified && <BadgeCheck aria-hidden size={13} className="text-good" />}
              </>
            ),
            content: (
              <div className={scroll}>
                <VerdictTab view={view} />
              </div>
            ),
          },
        ]}
      />
    </Panel>
  );
}
