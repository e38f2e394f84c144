'use client';

import { BadgeCheck } from 'lucide-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { Panel } from '#components/ui/panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { RunView, WorldMoment } from '#lib/protocol/run-view.ts';
import { CallTab } from './call-tab.tsx';
import { LearnButton, type RunCommands } from './run-actions.tsx';
import { VerdictTab } from './verdict-tab.tsx';

/** What a page may open with comes with it; these are fetched when they are opened. */
const TasksTab = lazy(() =>
  keepAsking(() => import('./tasks-tab.tsx').then((module) => ({ default: module.TasksTab }))),
);
const LearningTab = lazy(() =>
  keepAsking(() => import('./learning-tab.tsx').then((module) => ({ default: module.LearningTab }))),
);
const SkillTab = lazy(() =>
  keepAsking(() => import('./skill-tab.tsx').then((module) => ({ default: module.SkillTab }))),
);

const WAITING = <Skeleton className="m-3 h-24" />;

interface Props {
  view: RunView;
  moments: readonly WorldMoment[];
  position: number;
  commands: RunCommands;
  tab: string;
  onTab: (tab: string) => void;
  onSelect: (call: number) => void;
  className?: string;
}

/** Details on demand: the chosen call, and what became of the run. */
export function RunInspector({ view, moments, position, commands, tab, onTab, onSelect, className }: Props) {
  const { tasks, status } = view.learning;
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
              <TabBody label="Call details">
                <CallTab view={view} moments={moments} position={position} />
              </TabBody>
            ),
          },
          {
            id: 'tasks',
            label: tasks.length > 0 ? `Tasks ${tasks.length}` : 'Tasks',
            content: (
              <TabBody label="Tasks details">
                <Suspense fallback={WAITING}>
                  <TasksTab view={view} />
                </Suspense>
              </TabBody>
            ),
          },
          {
            id: 'learning',
            label: <>Learning {status.state === 'running' && <Spinner size={12} />}</>,
            content: (
              <TabBody label="Learning details">
                <Suspense fallback={WAITING}>
                  <LearningTab view={view} retry={<LearnButton view={view} commands={commands} />} />
                </Suspense>
              </TabBody>
            ),
          },
          {
            id: 'skill',
            label: 'Skill',
            content: (
              <TabBody label="Skill details">
                <Suspense fallback={WAITING}>
                  <SkillTab view={view} onSelect={onSelect} />
                </Suspense>
              </TabBody>
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
              <TabBody label="Verdict details">
                <VerdictTab view={view} />
              </TabBody>
            ),
          },
        ]}
      />
    </Panel>
  );
}

/** Focusable, so that the keyboard can scroll what is longer than its panel. */
function TabBody({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="xl:h-full xl:overflow-y-auto">
      {children}
    </div>
  );
}
