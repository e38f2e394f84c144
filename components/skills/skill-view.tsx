import Link from 'next/link';
import type { ReactNode } from 'react';
import type { SkillSummary } from '#lib/protocol/skill.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { FileDiff } from './file-diff.tsx';
import { FileTree } from './file-tree.tsx';
import type { SkillPage } from './prepare-skill-page.ts';
import { LintPanel } from './lint-panel.tsx';
import { ProvenancePanel } from './provenance-panel.tsx';
import { SkillFile } from './skill-file.tsx';
import { SkillHeader } from './skill-header.tsx';
import { skillHref, type SkillPlace } from './skill-href.ts';
import { VersionList } from './version-list.tsx';

interface Props {
  skill: SkillSummary;
  page: SkillPage;
  /** File that the address names. */
  askedFile: string | undefined;
  /** What runs made of it, line by line. */
  use: ReactNode;
  /** What was decided about it. */
  standing: ReactNode;
}

/** A skill: its files on the left, one of them (or what changed) in the middle, where it comes from on the right. */
export function SkillView({ skill, page, askedFile, use, standing }: Props) {
  const { version, comparison, isLatest } = page;
  const here = (place: SkillPlace) =>
    skillHref(skill.skillId, { ...(!isLatest && { version: version.versionId }), ...place });
  return (
    <div className="flex flex-col gap-4">
      <SkillHeader skill={skill} version={version} isLatest={isLatest} />
      {page.notices.map((notice) => (
        <p
          key={notice}
          role="status"
          className="rounded-md border border-warn/40 bg-warn/5 px-3 py-2 text-sm"
        >
          {notice}
        </p>
      ))}
      <div className="grid items-start gap-4 lg:grid-cols-[13rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)_19rem]">
        <Panel title={comparison ? 'Changed files' : 'Files'} padded={false}>
          <Files page={page} askedFile={askedFile} here={here} />
        </Panel>
        {comparison ? (
          <Changes page={page} askedFile={askedFile} here={here} />
        ) : (
          <OneFile page={page} here={here} />
        )}
        <div className="grid min-w-0 gap-4 sm:grid-cols-2 lg:col-start-2 xl:col-start-3 xl:grid-cols-1">
          {standing}
          <VersionList
            skillId={skill.skillId}
            versions={page.versions}
            current={version}
            base={comparison?.base ?? null}
            file={askedFile}
          />
          {use}
          <ProvenancePanel version={version} />
          <LintPanel findings={page.findings} files={version.files.map(({ path }) => path)} here={here} />
        </div>
      </div>
    </div>
  );
}

type Part = { page: SkillPage; here: (place: SkillPlace) => string };

const NOTE = { added: 'new', removed: 'removed', changed: 'changed', same: null };

function Files({
  page: { files, file, comparison },
  askedFile,
  here,
}: Part & { askedFile: string | undefined }) {
  if (!comparison)
    return (
      <FileTree
        paths={files.map(({ path }) => path)}
        current={file?.path ?? null}
        hrefOf={(path) => here({ file: path })}
      />
    );
  const { base, diffs } = comparison;
  if (diffs.length === 0) return <p className="px-3 py-2 text-sm text-muted">None.</p>;
  const changes = new Map(diffs.map(({ path, change }) => [path, NOTE[change]]));
  return (
    <FileTree
      paths={[...changes.keys()]}
      current={askedFile ?? null}
      hrefOf={(path) => here({ file: path, diff: base.versionId })}
      noteOf={(path) => changes.get(path) ?? null}
    />
  );
}

function OneFile({ page: { file, files, raw, line, findings, version }, here }: Part) {
  if (!file)
    return (
      <Panel title="No files">
        <p className="text-sm text-muted">v{version.number} holds no files.</p>
      </Panel>
    );
  const views = [
    { label: 'Rendered', href: here({ file: file.path }), shown: !raw },
    { label: 'Raw', href: here({ file: file.path, raw: true }), shown: raw },
  ];
  return (
    <Panel
      title={<span className="font-mono text-xs">{file.path}</span>}
      actions={
        <>
          <nav aria-label="View" className="flex items-center gap-2 text-xs">
            {views.map(({ label, href, shown }) => (
              <Link
                key={label}
                href={href}
                scroll={false}
                aria-current={shown ? 'page' : undefined}
                className={
                  shown ? 'font-semibold' : 'text-muted underline underline-offset-2 hover:text-text'
                }
              >
                {label}
              </Link>
            ))}
          </nav>
          <CopyButton text={file.content} label="Copy file" iconOnly />
        </>
      }
    >
      <SkillFile
        file={file}
        raw={raw}
        line={line}
        findings={findings.filter((finding) => finding.file === file.path)}
        files={files.map(({ path }) => path)}
        hrefOf={(path) => here({ file: path })}
      />
    </Panel>
  );
}

function Changes({
  page: { comparison, version },
  askedFile,
  here,
}: Part & { askedFile: string | undefined }) {
  if (!comparison) return null;
  const { base, diffs } = comparison;
  return (
    <Panel
      title={`Changes from v${base.number} to v${version.number}`}
      actions={
        <>
          {askedFile && (
            <LinkButton size="sm" variant="quiet" href={here({ diff: base.versionId })}>
              All files
            </LinkButton>
          )}
          <LinkButton size="sm" variant="quiet" href={here(askedFile ? { file: askedFile } : {})}>
            Close
          </LinkButton>
        </>
      }
    >
      {diffs.length === 0 ? (
        <p className="text-sm text-muted">
          {base === version ? 'This compares a version with itself.' : 'Both versions have the same content.'}
        </p>
      ) : (
        <div className="flex flex-col gap-4">
          {diffs.map((diff) => (
            <FileDiff key={diff.path} diff={diff} />
          ))}
        </div>
      )}
    </Panel>
  );
}
