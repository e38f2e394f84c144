import Form from 'next/form';
import Link from 'next/link';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { RunLink } from './run-link.tsx';
import { skillHref } from './skill-href.ts';

interface Props {
  skillId: string;
  /** Newest first. */
  versions: readonly SkillVersion[];
  current: SkillVersion;
  base: SkillVersion | null;
  file: string | undefined;
}

/** The snapshots that the lab holds of a skill, and the way to compare any two. */
export function VersionList({ skillId, versions, current, base, file }: Props) {
  return (
    <Panel title="Versions" padded={false}>
      <ol className="max-h-80 overflow-auto" aria-label="Versions, newest first">
        {versions.map((version) => {
          const parent = versions.find(({ versionId }) => versionId === version.parentVersionId);
          const shown = version === current;
          return (
            <li
              // Content that came back by a roll-back has the id that it had before.
              key={version.number}
              className={cx('border-b border-line px-3 py-1.5 text-sm last:border-0', shown && 'bg-raised')}
            >
              <div className="flex items-center gap-2">
                <Link
                  href={skillHref(skillId, { version: `${version.number}`, ...(file && { file }) })}
                  aria-current={shown ? 'true' : undefined}
                  title={version.versionId}
                  className="font-mono text-xs font-medium hover:underline"
                >
                  v{version.number}
                </Link>
                <Time at={version.createdAt} className="text-xs text-muted" />
                {shown && <span className="text-xs text-muted">shown</span>}
                {parent && (
                  <Link
                    href={skillHref(skillId, { version: version.versionId, diff: parent.versionId })}
                    className="ml-auto text-xs text-accent underline underline-offset-2 hover:no-underline"
                  >
                    changes since v{parent.number}
                  </Link>
                )}
              </div>
              <p className="text-xs text-muted">
                {version.provenance.runId ? (
                  <>
                    from <RunLink runId={version.provenance.runId} />
                  </>
                ) : (
                  'no run of this lab wrote it'
                )}
              </p>
            </li>
          );
        })}
      </ol>
      {versions.length > 1 && (
        <Form
          action={skillHref(skillId)}
          className="flex flex-wrap items-end gap-2 border-t border-line px-3 py-2"
        >
          <Choose name="diff" label="From" versions={versions} value={(base ?? versions.at(-1))?.versionId} />
          <Choose name="version" label="to" versions={versions} value={current.versionId} />
          <Button type="submit" size="sm">
            Compare versions
          </Button>
        </Form>
      )}
    </Panel>
  );
}

function Choose(props: {
  name: string;
  label: string;
  versions: readonly SkillVersion[];
  value: string | undefined;
}) {
  const { name, label, versions, value } = props;
  return (
    <label className="flex items-center gap-1.5 text-xs text-muted">
      {label}
      <select
        key={value}
        name={name}
        defaultValue={value}
        className="h-7 rounded-md border border-line bg-panel px-1.5 font-mono text-xs text-text"
      >
        {versions.map(({ versionId, number }) => (
          <option key={versionId} value={versionId}>
            v{number}
          </option>
        ))}
      </select>
    </label>
  );
}
