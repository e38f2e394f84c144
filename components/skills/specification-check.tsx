import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { SkillFile } from '#lib/protocol/skill.ts';
import { validateSkill } from '#lib/skills/validate-skill.ts';
import { Panel } from '#components/ui/panel.tsx';

const LOOK = {
  error: { icon: CircleX, className: 'text-bad' },
  warning: { icon: TriangleAlert, className: 'text-warn' },
} as const;

/** What the Agent Skills specification says about the version that is shown. */
export function SpecificationCheck({ files }: { files: readonly SkillFile[] }) {
  const findings = validateSkill(files);
  return (
    <Panel title="Specification check">
      {findings.length === 0 ? (
        <p className="flex items-start gap-1.5 text-sm">
          <CircleCheck aria-hidden size={15} className="mt-0.5 shrink-0 text-good" />
          Follows the Agent Skills specification.
        </p>
      ) : (
        <ul className="flex flex-col gap-2 text-sm">
          {findings.map(({ severity, rule, message }) => {
            const { icon: Icon, className } = LOOK[severity];
            return (
              <li key={`${rule} ${message}`} className="flex items-start gap-1.5">
                <Icon aria-hidden size={15} className={`mt-0.5 shrink-0 ${className}`} />
                <span className="min-w-0 break-words">
                  <span className={className}>{severity}</span>: {message}{' '}
                  <code className="font-mono text-xs text-muted">{rule}</code>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
