import { plural } from '#components/ui/format.ts';
import { cx } from '#components/ui/cx.ts';
import type { DiffRow, FileDiff as Diff } from '#lib/skills/diff-files.ts';
import { prepareHunks } from './prepare-hunks.ts';

const CHANGE: Record<Diff['change'], string> = {
  added: 'new file',
  removed: 'file removed',
  changed: 'changed',
  same: 'unchanged',
};

const LOOK: Record<DiffRow['kind'], { sign: string; word: string; row: string; mark: string }> = {
  same: { sign: ' ', word: '', row: '', mark: '' },
  removed: { sign: '−', word: 'removed', row: 'bg-bad/8', mark: 'bg-bad/25' },
  added: { sign: '+', word: 'added', row: 'bg-good/8', mark: 'bg-good/25' },
};

const MAX_ROWS = 3000;

/** What changed in one file, line by line: signs and words say it, colour repeats it. */
export function FileDiff({ diff }: { diff: Diff }) {
  const hunks = prepareHunks(diff.rows.slice(0, MAX_ROWS));
  const hidden = diff.rows.length - MAX_ROWS;
  return (
    <section aria-label={diff.path} className="rounded-md border border-line">
      <header className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line bg-raised px-2.5 py-1 text-xs">
        <h3 className="min-w-0 font-mono break-all">{diff.path}</h3>
        <span className="text-muted">{CHANGE[diff.change]}</span>
        <span className="ml-auto tabular-nums whitespace-nowrap text-muted">
          +{plural(diff.added, 'line')}, −{plural(diff.removed, 'line')}
        </span>
      </header>
      {diff.change === 'same' ? (
        <p className="px-2.5 py-2 text-sm text-muted">This file is the same in both versions.</p>
      ) : (
        <div
          role="region"
          aria-label={`Changes of ${diff.path}`}
          tabIndex={0}
          className="relative overflow-x-auto"
        >
          <table className="w-full border-collapse font-mono text-xs leading-5">
            <thead className="sr-only">
              <tr>
                <th scope="col">Old line</th>
                <th scope="col">New line</th>
                <th scope="col">Change</th>
                <th scope="col">Text</th>
              </tr>
            </thead>
            <tbody>
              {hunks.map((hunk, index) =>
                hunk.kind === 'fold' ? (
                  // oxlint-disable-next-line react/no-array-index-key -- hunks never move
                  <tr key={index} className="bg-ground text-muted">
                    <td colSpan={4} className="border-y border-line px-2.5 font-sans">
                      {plural(hunk.lines, 'unchanged line')}
                    </td>
                  </tr>
                ) : (
                  hunk.rows.map((row) => <Line key={`${row.before}/${row.after}`} row={row} />)
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
      {hidden > 0 && (
        <p className="border-t border-line px-2.5 py-2 text-xs text-muted">
          {plural(hidden, 'more line')} are not shown; download both versions to compare them whole.
        </p>
      )}
    </section>
  );
}

function Line({ row }: { row: DiffRow }) {
  const { sign, word, row: ground, mark } = LOOK[row.kind];
  const Mark = row.kind === 'added' ? 'ins' : 'del';
  return (
    <tr className={ground}>
      <td className="w-9 px-1.5 text-right align-top text-muted tabular-nums select-none">{row.before}</td>
      <td className="w-9 px-1.5 text-right align-top text-muted tabular-nums select-none">{row.after}</td>
      <td className="w-4 text-center align-top select-none">
        <span aria-hidden>{sign}</span>
        <span className="sr-only">{word}</span>
      </td>
      <td className={cx('pr-2.5 pl-1 break-words whitespace-pre-wrap', row.kind === 'same' && 'text-muted')}>
        {row.words.map((part, index) =>
          part.changed ? (
            // oxlint-disable-next-line react/no-array-index-key -- words never move
            <Mark key={index} className={cx('rounded-xs font-semibold no-underline', mark)}>
              {part.text}
            </Mark>
          ) : (
            part.text
          ),
        )}
      </td>
    </tr>
  );
}
