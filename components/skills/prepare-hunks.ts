import type { DiffRow } from '#lib/skills/diff-files.ts';

/** A stretch of rows to show, or the number of unchanged lines that are left out. */
export type Hunk = { kind: 'rows'; rows: DiffRow[] } | { kind: 'fold'; lines: number };

/** Keeps `context` unchanged lines around every change and folds the rest; a fold of one line is not worth it. */
export function prepareHunks(rows: readonly DiffRow[], context = 3): Hunk[] {
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (row.kind === 'same') return;
    for (let at = index - context; at <= index + context; at += 1) near.add(at);
  });
  const keep = rows.map((_, index) => near.has(index) || (near.has(index - 1) && near.has(index + 1)));
  const hunks: Hunk[] = [];
  rows.forEach((row, index) => {
    const last = hunks.at(-1);
    if (keep[index]) {
      if (last?.kind === 'rows') last.rows.push(row);
      else hunks.push({ kind: 'rows', rows: [row] });
    } else if (last?.kind === 'fold') last.lines += 1;
    else hunks.push({ kind: 'fold', lines: 1 });
  });
  return hunks;
}
