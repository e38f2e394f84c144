import type { SkillFile as File } from '#lib/protocol/skill.ts';
import type { LintFinding } from '#lib/protocol/skill-lint.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { formatNumber } from '#components/ui/format.ts';
import { FrontMatterHeader } from './front-matter-header.tsx';
import { NumberedText } from './numbered-text.tsx';
import { prepareFile } from './prepare-file.ts';
import { SafeMarkdown } from './safe-markdown.tsx';

interface Props {
  file: File;
  raw: boolean;
  /** Line of the raw text to point at. */
  line: number | null;
  /** What the lint says about this file. */
  findings: readonly LintFinding[];
  files: readonly string[];
  hrefOf: (path: string) => string;
}

/** One file of a skill: Markdown and tables drawn, everything else, and everything on request, as text. */
export function SkillFile({ file, raw, line, findings, files, hrefOf }: Props) {
  if (file.content === '') return <p className="text-sm text-muted">This file is empty.</p>;
  if (raw) return <NumberedText file={file} line={line} findings={findings} />;
  const prepared = prepareFile(file);
  switch (prepared.kind) {
    case 'markdown':
      return (
        <>
          {prepared.frontMatter && <FrontMatterHeader frontMatter={prepared.frontMatter} />}
          <SafeMarkdown text={prepared.body} path={file.path} files={files} hrefOf={hrefOf} />
        </>
      );
    case 'table':
      return (
        <>
          <div
            role="region"
            aria-label={`Table of ${file.path}`}
            tabIndex={0}
            className="relative overflow-x-auto rounded-md border border-line"
          >
            <table className="min-w-full text-left text-xs tabular-nums">
              <thead>
                <tr>
                  {prepared.header.map((name, column) => (
                    <th
                      // oxlint-disable-next-line react/no-array-index-key -- columns have no other identity
                      key={column}
                      scope="col"
                      className="border-b border-line bg-raised px-2.5 py-1 font-medium"
                    >
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {prepared.rows.map((row, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- rows have no other identity
                  <tr key={index}>
                    {row.map((cell, column) => (
                      // oxlint-disable-next-line react/no-array-index-key -- cells have no other identity
                      <td key={column} className="border-t border-line px-2.5 py-1 align-top">
                        {cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {prepared.hidden > 0 && (
            <p className="mt-2 text-xs text-muted">
              {formatNumber(prepared.hidden)} more rows are in the raw view.
            </p>
          )}
        </>
      );
    case 'text':
      return (
        <>
          {prepared.reason && <p className="mb-2 text-sm text-muted">{prepared.reason}</p>}
          <CodeBlock label={`text of ${file.path}`} text={prepared.text} maxLines={400} />
        </>
      );
  }
}
