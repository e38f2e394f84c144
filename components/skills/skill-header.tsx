import { ArchiveX, BookOpen, Download } from 'lucide-react';
import { LIBRARY_SPACE } from '#lib/protocol/library-space.ts';
import type { SkillSummary, SkillVersion } from '#lib/protocol/skill.ts';
import { Badge } from '#components/ui/badge.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { plural } from '#components/ui/format.ts';
import { Time } from '#components/ui/time.tsx';

interface Props {
  skill: SkillSummary;
  version: SkillVersion;
  isLatest: boolean;
}

/** What the skill is for, and which of its versions is looked at. */
export function SkillHeader({ skill, version, isLatest }: Props) {
  const zip = `/api/skills/${encodeURIComponent(skill.skillId)}/zip?version=${encodeURIComponent(version.versionId)}`;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-80">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="min-w-0 font-mono text-lg font-semibold break-all">{skill.name}</h1>
          <SkillKindBadge skill={skill} />
          {!skill.live && !isOfLibrary(skill) && <NotLiveBadge />}
        </div>
        <p className="mt-1 max-w-[76ch] text-sm break-words text-muted">{version.description}</p>
        <p className="mt-1 text-xs text-muted tabular-nums">
          v{version.number} of {skill.versions}
          {isLatest ? ', the newest' : ', not the newest'} · {plural(version.files.length, 'file')} ·{' '}
          {isOfLibrary(skill) ? 'composed' : 'read from Acontext'} <Time at={version.createdAt} />
        </p>
      </div>
      <div className="flex items-center gap-2">
        <CopyButton text={skill.name} label="Copy name" />
        <a href={zip} download className={buttonClass('secondary', 'md')}>
          <Download aria-hidden size={14} />
          Download zip
        </a>
      </div>
    </header>
  );
}

/** Composed by the lab, for experiments. */
export const isOfLibrary = ({ spaceId }: Pick<SkillSummary, 'spaceId'>): boolean => spaceId === LIBRARY_SPACE;

function SkillKindBadge({ skill }: { skill: SkillSummary }) {
  if (isOfLibrary(skill))
    return (
      <Badge title="Composed by the lab from lessons written by hand, as a placebo or a reference in experiments; no run taught it">
        written by hand
      </Badge>
    );
  return skill.isDefault ? (
    <Badge title="In every space from its start; no evidence of learning">default</Badge>
  ) : (
    <Badge tone="skill" icon={<BookOpen aria-hidden size={12} />}>
      learned
    </Badge>
  );
}

export function NotLiveBadge() {
  return (
    <Badge
      tone="warn"
      title="Its learning space was reset or deleted; the lab’s snapshots remain."
      icon={<ArchiveX aria-hidden size={12} />}
    >
      no longer live
    </Badge>
  );
}
