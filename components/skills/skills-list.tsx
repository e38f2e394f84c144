'use client';

import { BookOpen } from 'lucide-react';
import Link from 'next/link';
import type { ListedStanding } from '#lib/protocol/skill-standing.ts';
import type { SkillListBody } from '#lib/protocol/http.ts';
import type { SkillSummary } from '#lib/protocol/skill.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { useSkills } from '#lib/client/use-api.ts';
import { groupSkills } from './group-skills.ts';
import { LintBadge } from './lint-badge.tsx';
import { RunLink } from './run-link.tsx';
import { NotLiveBadge } from './skill-header.tsx';
import { skillHref } from './skill-href.ts';
import { StandingBadge } from './standing-badge.tsx';

/** Learned skills first; the default ones apart and quieter; those that a reset took away last. */
export function SkillsList({ initial }: { initial: SkillListBody }) {
  const { data = initial, error } = useSkills(initial);
  const { skills, standings } = data;
  const { learned, former, defaults, experiments } = groupSkills(skills, data.experiments);
  return (
    <div className="flex flex-col gap-6">
      {error && <ErrorNotice error={error}>The list below may be out of date.</ErrorNotice>}
      <Panel title={learned.length > 0 ? `Learned (${learned.length})` : 'Learned'} padded={false}>
        {learned.length > 0 ? (
          <Rows label="Learned skills" skills={learned} standings={standings} />
        ) : (
          <EmptyState
            title={
              former.length > 0 ? 'Nothing has been learned since the reset' : 'Nothing has been learned yet'
            }
            icon={<BookOpen aria-hidden size={20} />}
            actions={
              <LinkButton variant="primary" href="/">
                Go to the story
              </LinkButton>
            }
          >
            Run Act 1 to see a skill appear: the lab distils what the agent did into files that the next run
            can read.
          </EmptyState>
        )}
      </Panel>
      {former.length > 0 && (
        <Panel title={`Learned before a reset (${former.length})`} padded={false}>
          <Rows label="Skills that are no longer live" skills={former} standings={standings} />
        </Panel>
      )}
      {[...experiments].map(([experimentId, own]) => (
        <Panel
          key={experimentId}
          title={`Written by learnings of an experiment (${own.length})`}
          padded={false}
          actions={
            <LinkButton size="sm" href={`/experiments/${encodeURIComponent(experimentId)}`}>
              The experiment
            </LinkButton>
          }
        >
          <details>
            <summary className="px-3 py-2 text-sm text-muted">
              {new Set(own.map(({ latestVersionId }) => latestVersionId)).size} different, each tested in the
              experiment that it was learned for
            </summary>
            <Rows label="Skills of the experiment’s learnings" skills={own} standings={standings} />
          </details>
        </Panel>
      ))}
      {defaults.length > 0 && (
        <section aria-labelledby="default-skills" className="text-muted">
          <h2 id="default-skills" className="text-sm font-medium">
            Default skills
          </h2>
          <p className="mt-0.5 text-xs">In every space from its start; no evidence of learning.</p>
          <ul className="mt-2 flex flex-col gap-1 text-sm">
            {defaults.map((skill) => (
              <li key={skill.skillId} className="flex flex-wrap items-baseline gap-x-3">
                <Link
                  href={skillHref(skill.skillId)}
                  className="font-mono text-xs underline underline-offset-2 hover:text-text"
                >
                  {skill.name}
                </Link>
                <span className="min-w-0 flex-1 basis-64 truncate text-xs" title={skill.description}>
                  {skill.description}
                </span>
                {!skill.live && <NotLiveBadge />}
                <span className="text-xs tabular-nums">{plural(skill.versions, 'version')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const MAX_FILES = 4;
const MAX_RUNS = 3;

interface RowsProps {
  label: string;
  skills: readonly SkillSummary[];
  standings: SkillListBody['standings'];
}

function Rows({ label, skills, standings }: RowsProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {skills.map((skill) => (
        <li
          key={skill.skillId}
          className="grid gap-x-4 gap-y-1 px-3 py-2.5 lg:grid-cols-[minmax(0,1fr)_14rem_11rem_10rem]"
        >
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-2">
              <Link
                href={skillHref(skill.skillId)}
                className="min-w-0 font-mono text-sm font-medium break-all hover:underline"
              >
                {skill.name}
              </Link>
              {!skill.live && <NotLiveBadge />}
              <Standing of={standings[skill.skillId]} />
              <LintBadge skill={skill} />
            </div>
            <p
              className="mt-0.5 line-clamp-2 max-w-[76ch] text-sm break-words text-muted"
              title={skill.description}
            >
              {skill.description}
            </p>
          </div>
          <Files skill={skill} />
          <p className="text-xs text-muted tabular-nums">
            {plural(skill.versions, 'version')}, changed <Time at={skill.updatedAt} />
          </p>
          <TaughtBy runIds={skill.taughtBy} />
        </li>
      ))}
    </ul>
  );
}

/** A draft says nothing: that is how every skill begins. */
function Standing({ of }: { of: ListedStanding | undefined }) {
  return !of || of.standing === 'draft' ? null : <StandingBadge {...of} />;
}

function Files({ skill: { skillId, files } }: { skill: SkillSummary }) {
  const more = files.length - MAX_FILES;
  return (
    <ul aria-label="Files" className="flex min-w-0 flex-wrap content-start gap-x-2 gap-y-0.5 lg:flex-col">
      {files.slice(0, MAX_FILES).map((path) => (
        <li key={path} className="max-w-full truncate">
          <Link
            href={skillHref(skillId, { file: path })}
            className="font-mono text-xs text-muted hover:text-text hover:underline"
          >
            {path}
          </Link>
        </li>
      ))}
      {more > 0 && <li className="text-xs text-muted">and {plural(more, 'more file')}</li>}
    </ul>
  );
}

function TaughtBy({ runIds }: { runIds: readonly string[] }) {
  if (runIds.length === 0) return <p className="text-xs text-muted">No run of this lab taught it</p>;
  const more = runIds.length - MAX_RUNS;
  return (
    <div className="text-xs text-muted">
      <span>Taught by</span>
      <ul className="inline lg:block">
        {runIds.slice(0, MAX_RUNS).map((runId) => (
          <li key={runId} className="ml-1.5 inline lg:ml-0 lg:block">
            <RunLink runId={runId} />
          </li>
        ))}
        {more > 0 && <li className="ml-1.5 inline lg:ml-0 lg:block">and {plural(more, 'more run')}</li>}
      </ul>
    </div>
  );
}
