import { expect, it } from 'vitest';
import { diffFiles } from '#lib/skills/diff-files.ts';
import { prepareHunks } from './prepare-hunks.ts';

const lines = (count: number, changed: number[] = []) =>
  Array.from({ length: count }, (_, index) =>
    changed.includes(index) ? `changed ${index}` : `line ${index}`,
  ).join('\n');

function shape(count: number, changed: number[]): string[] {
  const [diff] = diffFiles(
    [{ path: 'x', content: lines(count) }],
    [{ path: 'x', content: lines(count, changed) }],
  );
  return prepareHunks(diff?.rows ?? []).map((hunk) =>
    hunk.kind === 'fold' ? `fold ${hunk.lines}` : `rows ${hunk.rows.length}`,
  );
}

it('keeps three unchanged lines around a change and folds the rest', () => {
  expect(shape(30, [10])).toEqual(['fold 7', 'rows 8', 'fold 16']);
});

it('joins changes that stand close together', () => {
  expect(shape(30, [10, 15])).toEqual(['fold 7', 'rows 14', 'fold 11']);
});

it('shows a single line rather than folding it', () => {
  expect(shape(30, [10, 18])).toEqual(['fold 7', 'rows 17', 'fold 8']);
});

it('folds a file without changes whole', () => {
  expect(shape(4, [])).toEqual(['fold 4']);
});
