import { expect, it } from 'vitest';
import { sampleVersion } from '#lib/testing/sample-skill.ts';
import { lineOrigins, mapLines } from './line-origins.ts';

const version = (number: number, content: string) => sampleVersion(number, [{ path: 'SKILL.md', content }]);
const numbers = (...versions: Parameters<typeof lineOrigins>[0]) => {
  const latest = versions.at(-1);
  return (
    latest &&
    lineOrigins(versions, latest)
      .get('SKILL.md')
      ?.map(({ number }) => number)
  );
};

it('dates every line of the first version to it', () => {
  expect(numbers(version(1, 'a\nb\nc'))).toEqual([1, 1, 1]);
});

it('dates a line to the version that introduced it, wherever it stands now', () => {
  expect(
    numbers(version(1, 'a\nb\nc\n'), version(2, 'a\nnew\nb\nc\n'), version(3, 'top\na\nnew\nc\n')),
  ).toEqual([3, 1, 2, 1]);
});

it('dates a line that was reworded to the rewording', () => {
  expect(numbers(version(1, 'a\nraise it\nc\n'), version(2, 'a\nraise it twice\nc\n'))).toEqual([1, 2, 1]);
});

it('dates the lines of a file that came later to its version, and knows nothing of later versions', () => {
  const first = version(1, 'a\n');
  const second = sampleVersion(2, [...first.files, { path: 'b.md', content: 'x\n' }]);
  const origins = lineOrigins([version(3, 'z\n'), second, first], second);
  expect(origins.get('b.md')?.map(({ number }) => number)).toEqual([2]);
  expect(origins.get('SKILL.md')?.map(({ number }) => number)).toEqual([1]);
});

it('keeps the date of a last line that got a line break when text was appended', () => {
  expect(numbers(version(1, 'a\nb'), version(2, 'a\nb\n\nc\n'))).toEqual([1, 1, 2, 2]);
});

it('maps the lines that two texts share', () => {
  const lines = mapLines([{ path: 'a', content: 'x\ny\nz\n' }], [{ path: 'a', content: 'y\nz\nnew\n' }]);
  expect(lines.get('a')).toEqual(
    new Map([
      [2, 1],
      [3, 2],
    ]),
  );
});
