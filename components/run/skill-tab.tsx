'use client';

import Link from 'next/link';
import { useMemo } from 'react';
import { skillHref } from '#components/skills/skill-href.ts';
import { StepOutcomeBadge } from '#components/skills/step-outcome-badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { plural } from '#components/ui/format.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { MATCH_NOTE, type SkillMatch, type StepMatch } from '#lib/skills/match-steps.ts';
import { matchRead } from './match-read.ts';

interface Props {
  view: RunView;
  onSelect: (call: number) => void;
}

/** Which lines of the skills that the run read it followed, ignored or was misled by. */
export function SkillTab({ view, onSelect }: Props) {
  const matches = useMemo(() => matchRead(view), [view]);
  const offered = view.started?.skills ?? [];
  if (matches.length === 0)
    return (
      <EmptyState title={offered.length === 0 ? 'No skill was offered' : 'No skill was read'}>
        {offered.length === 0
          ? 'The plan of this run gives the agent no skill.'
          : `${plural(offered.length, 'skill')} stood in the prompt by name; the run has read no file of them.`}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-4 p-3">
      {matches.map((match) => (
        <Skill
          key={match.name}
          match={match}
          versionId={offered.find(({ name }) => name === match.name)?.versionId ?? null}
          onSelect={onSelect}
        />
      ))}
      <p className="text-xs text-muted">{MATCH_NOTE}</p>
    </div>
  );
}

interface SkillProps extends Omit<Props, 'view'> {
  match: SkillMatch;
  /** null where the lab holds no snapshot of it. */
  versionId: string | null;
}

function Skill({ match, versionId, onSelect }: SkillProps) {
  const { name, openedAt, followed, steps } = match;
  const entries = [...Map.groupBy(steps, ({ file, entry }) => `${file} ${entry}`)];
  const place = versionId ? { version: versionId } : {};
  return (
    <section aria-label={`Skill ${name}`} className="flex flex-col gap-2">
      <p className="text-sm">
        <Link
          href={skillHref(name, place)}
          className="font-mono text-xs text-accent underline underline-offset-2"
        >
          {name}
        </Link>{' '}
        <span className="text-muted">
          read at call {openedAt ?? '?'};{' '}
          {steps.length === 0
            ? 'what was read holds no step that a call could show.'
            : followed
              ? 'one of its procedures was taken up.'
              : 'none of its procedures was taken up.'}
        </span>
      </p>
      {entries.map(([key, lines]) => (
        <div key={key}>
          <h3 className="py-1 text-xs font-medium break-words text-muted">{lines[0]?.entry}</h3>
          <ol className="border-t border-line">
            {lines.map((step) => (
              <Step
                key={step.line}
                step={step}
                href={`${skillHref(name, { ...place, file: step.file, raw: true, line: step.line })}#L${step.line}`}
                onSelect={onSelect}
              />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function Step({ step, href, onSelect }: { step: StepMatch; href: string; onSelect: Props['onSelect'] }) {
  const { file, line, text, outcome, calls } = step;
  return (
    <li className="border-b border-line py-1.5 text-sm">
      <p className="break-words">{text}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
        <StepOutcomeBadge outcome={outcome} />
        {calls.map((call) => (
          <button
            key={call}
            type="button"
            onClick={() => onSelect(call)}
            className="min-h-6 text-accent underline underline-offset-2 hover:no-underline"
          >
            call {call}
          </button>
        ))}
        <Link
          href={href}
          title={`Line ${line} of ${file}: where it was learned and who else used it`}
          className="inline-flex min-h-6 items-center font-mono break-all underline underline-offset-2 hover:text-text"
        >
          {file}:{line}
        </Link>
      </p>
    </li>
  );
}
