'use client';

import { Command } from 'cmdk';
import { BookOpen, FlaskConical, List, Play, Plus, Siren, type LucideIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { startStoryRun } from '#lib/client/start-story-run.ts';
import { useRuns, useScenarios, useSkills, useStory } from '#lib/client/use-api.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { StoryPart } from '#lib/protocol/story.ts';
import { PLACES } from './nav.ts';
import { storyActions } from './story-actions.ts';

interface Props {
  open: boolean;
  onClose: () => void;
}

/** Everything by keyboard: pages, what can be done in the story, recent runs, skills. */
export function CommandPalette({ open, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!open) return dialog.current?.close();
    dialog.current?.showModal();
    // The dialog itself would focus cmdk's root, where typing does nothing.
    dialog.current?.querySelector('input')?.focus();
    return undefined;
  }, [open]);
  return (
    // A click on the backdrop reaches the dialog itself; Escape is the keyboard's way.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Escape closes a modal dialog
    <dialog
      ref={dialog}
      aria-label="Command palette"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[12vh] w-[min(36rem,calc(100vw-1.5rem))] overflow-hidden rounded-lg border border-line bg-panel p-0 text-text backdrop:bg-black/40"
    >
      {open && <Palette onClose={onClose} />}
    </dialog>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const story = useStory().data;
  const runs = useRuns({ limit: 8 }).data?.runs ?? [];
  const skills = useSkills().data?.skills ?? [];
  const scenarios = useScenarios().data?.scenarios ?? [];
  const [error, setError] = useState<ErrorInfo | null>(null);
  const go = (href: string) => {
    router.push(href);
    onClose();
  };
  const start = (part: StoryPart) => {
    setError(null);
    startStoryRun(part, 'watch').then(
      () => go('/'),
      (reason: unknown) => setError(errorInfoOf(reason)),
    );
  };
  return (
    <Command label="Command palette" loop>
      <Command.Input
        placeholder="Go to a page, a run, a skill, a scenario, or do something"
        className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-muted"
      />
      {error && <ErrorNotice error={error} className="m-2" />}
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-6 text-center text-muted">Nothing by that name.</Command.Empty>
        <Group heading="Go to">
          {PLACES.map(({ href, word, icon }) => (
            <Item key={href} icon={icon} value={`go ${word}`} onSelect={() => go(href)}>
              {word}
            </Item>
          ))}
        </Group>
        {story && (
          <Group heading="Do">
            {storyActions(story).map(({ part, label }) => (
              <Item key={part} icon={Play} value={label} onSelect={() => start(part)}>
                {label}
              </Item>
            ))}
          </Group>
        )}
        <Group heading="Prove">
          <Item
            icon={FlaskConical}
            value="prove it new experiment does the skill help"
            onSelect={() => go('/experiments/new?preset=story')}
          >
            Prove it: new experiment
          </Item>
          <Item
            icon={FlaskConical}
            value="demo audit walkthrough skill incident prompt"
            onSelect={() => go('/experiments/demo-audit')}
          >
            Demo audit
          </Item>
        </Group>
        <Group heading="Write">
          <Item icon={Plus} value="write a new scenario incident" onSelect={() => go('/scenarios/new')}>
            New scenario
          </Item>
        </Group>
        {runs.length > 0 && (
          <Group heading="Recent runs">
            {runs.map(({ runId, plan, status }) => (
              <Item
                key={runId}
                icon={List}
                value={`run ${plan.scenarioTitle} ${runId}`}
                onSelect={() => go(`/runs/${runId}`)}
                end={<RunStatusBadge status={status} />}
              >
                {plan.act ? `Act ${plan.act}: ` : ''}
                {plan.scenarioTitle}
              </Item>
            ))}
          </Group>
        )}
        {skills.length > 0 && (
          <Group heading="Skills">
            {skills.map(({ skillId, name, isDefault }) => (
              <Item
                key={skillId}
                icon={BookOpen}
                value={`skill ${name} ${skillId}`}
                onSelect={() => go(`/skills/${skillId}`)}
                end={isDefault ? <Badge>default</Badge> : null}
              >
                {name}
              </Item>
            ))}
          </Group>
        )}
        {scenarios.length > 0 && (
          <Group heading="Scenarios">
            {scenarios.map(({ scenarioId, title, own, validity }) => (
              <Item
                key={scenarioId}
                icon={Siren}
                value={`scenario ${title} ${scenarioId}`}
                onSelect={() => go(`/scenarios/${scenarioId}`)}
                end={
                  own ? (
                    <Badge>own</Badge>
                  ) : validity.state === 'failed' ? (
                    <Badge tone="bad">fails</Badge>
                  ) : null
                }
              >
                {title}
              </Item>
            ))}
          </Group>
        )}
      </Command.List>
    </Command>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  icon: LucideIcon;
  value: string;
  onSelect: () => void;
  end?: ReactNode;
  children: ReactNode;
}

function Item({ icon: Icon, value, onSelect, end, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-raised"
    >
      <Icon aria-hidden size={14} className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {end}
    </Command.Item>
  );
}
