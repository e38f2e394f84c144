import type { LintFinding } from '#lib/protocol/skill-lint.ts';
import type { SkillFile } from '#lib/protocol/skill.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { cx } from '#components/ui/cx.ts';
import { formatNumber } from '#components/ui/format.ts';

/** Beyond this a page of lines is slower than it is useful; the zip holds everything. */
const MAX_LINES = 3000;

interface Props {
  file: SkillFile;
  /** The line to point at; null when the address names none. */
  line: number | null;
  findings: readonly LintFinding[];
}

/** A file as it is stored, with its line numbers; lines that the lint names are marked, the one asked for is lit. */
export function NumberedText({ file, line: asked, findings }: Props) {
  const all = file.content.split('\n');
  const lines = all.slice(0, MAX_LINES);
  const byLine = Map.groupBy(findings, ({ line }) => line);
  return (
    <div className="min-w-0 rounded-md border border-line bg-ground">
      <div className="flex h-7 items-center justify-between border-b border-line pr-0.5 pl-2.5">
        <span className="text-xs text-muted">text of {file.path}</span>
        <CopyButton text={file.content} label={`Copy text of ${file.path}`} iconOnly />
      </div>
      <div
        role="region"
        aria-label={`text of ${file.path}`}
        tabIndex={0}
        className="overflow-auto py-2 font-mono text-xs leading-5"
      >
        {lines.map((text, index) => {
          const number = index + 1;
          const mark = byLine
            .get(number)
            ?.map(({ level, message }) => `${level}: ${message}`)
            .join(' ');
          return (
            <div
              key={number}
              id={`L${number}`}
              title={mark}
              aria-current={number === asked ? 'location' : undefined}
              className={cx(
                'flex scroll-mt-24 border-l-2 pr-2.5',
                mark ? 'border-warn' : 'border-transparent',
                number === asked && 'bg-accent/10',
              )}
            >
              <span
                aria-hidden
                className="w-10 shrink-0 pr-2.5 text-right text-muted tabular-nums select-none"
              >
                {number}
              </span>
              <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">{text || ' '}</span>
              {mark && <span className="sr-only"> ({mark})</span>}
            </div>
          );
        })}
      </div>
      {all.length > MAX_LINES && (
        <p className="border-t border-line px-2.5 py-1 text-xs text-muted">
          {formatNumber(all.length - MAX_LINES)} more lines are in the zip.
        </p>
      )}
    </div>
  );
}
