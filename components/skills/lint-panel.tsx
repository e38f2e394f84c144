import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { LintCounts, LintFinding, LintLevel } from '#lib/protocol/skill-lint.ts';
import { explainRule } from '#lib/skills/lint-rules.ts';
import { countFindings } from '#lib/skills/lint-skill.ts';
import { Panel } from '#components/ui/panel.tsx';
import { sayCounts } from './say-counts.ts';
import type { SkillPlace } from './skill-href.ts';

const LOOK = {
  error: { icon: CircleX, className: 'text-bad' },
  warning: { icon: TriangleAlert, className: 'text-warn' },
  note: { icon: Info, className: 'text-muted' },
} as const satisfies Record<LintLevel, unknown>;

/** More than this is a matter for the file itself, not for a rail. */
const MAX_SHOWN = 40;

interface Props {
  findings: readonly LintFinding[];
  /** Paths of files that can be opened. */
  files: readonly string[];
  here: (place: SkillPlace) => string;
}

/** What the lint says about the version that is shown; each finding leads to its line and explains its rule. */
export function LintPanel({ findings, files, here }: Props) {
  const counts = countFindings(findings);
  const rest = findings.length - MAX_SHOWN;
  return (
    <Panel title="Lint" actions={<Counts counts={counts} />}>
      {findings.length === 0 ? (
        <p className="flex items-start gap-1.5 text-sm">
          <CircleCheck aria-hidden size={15} className="mt-0.5 shrink-0 text-good" />
          Follows the Agent Skills specification; its advice says when it applies, when not, and from when it
          is.
        </p>
      ) : (
        <ul className="flex flex-col gap-2.5 text-sm">
          {findings.slice(0, MAX_SHOWN).map((finding) => (
            <Finding
              key={`${finding.rule} ${finding.file} ${finding.line} ${finding.message}`}
              finding={finding}
              href={
                files.includes(finding.file)
                  ? `${here({ file: finding.file, raw: true, line: finding.line })}#L${finding.line}`
                  : null
              }
            />
          ))}
          {rest > 0 && <li className="text-muted">and {rest} more.</li>}
        </ul>
      )}
    </Panel>
  );
}

function Finding({ finding, href }: { finding: LintFinding; href: string | null }) {
  const { level, rule, file, line, message } = finding;
  const { icon: Icon, className } = LOOK[level];
  const { title, why } = explainRule(rule);
  const place = `${file}:${line}`;
  return (
    <li className="flex items-start gap-1.5">
      <Icon aria-hidden size={15} className={`mt-0.5 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1 break-words">
        <p>
          <span className={className}>{level}</span>: {message}
        </p>
        <div className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-muted">
          {href ? (
            <Link
              href={href}
              className="inline-flex min-h-6 items-center font-mono break-all text-accent underline underline-offset-2 hover:no-underline"
            >
              {place}
            </Link>
          ) : (
            <span className="font-mono break-all">{place}</span>
          )}
          <details className="open:basis-full">
            <summary className="flex min-h-6 w-fit cursor-pointer list-none items-center underline decoration-dotted underline-offset-2 hover:text-text [&::-webkit-details-marker]:hidden">
              why: {rule}
            </summary>
            <p className="mt-0.5 border-l-2 border-line pl-2 leading-5">
              <strong className="font-medium text-text">{title}.</strong> {why}
            </p>
          </details>
        </div>
      </div>
    </li>
  );
}

function Counts({ counts }: { counts: LintCounts }) {
  const said = sayCounts(counts);
  return said ? <span className="text-xs text-muted tabular-nums">{said}</span> : null;
}
