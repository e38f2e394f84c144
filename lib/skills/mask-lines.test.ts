import { describe, expect, it } from 'vitest';
import { listMaskable, maskLines } from './mask-lines.ts';

const content = [
  '---',
  'name: ops',
  '---',
  '# Ops',
  '',
  '## Timeouts',
  '- **Steps:**',
  '  1. Read the log.',
  '  2. Raise the limit',
  '     until it holds.',
  '  3. Restart it.',
  '',
  '## Pools',
  '1. Read the config.',
  '2. Raise the pool.',
  '',
].join('\n');
const files = [{ path: 'SKILL.md', content }];
const without = (from: number, to: number) => {
  const masked = maskLines(files, { file: 'SKILL.md', from, to });
  return masked.ok ? masked.files[0]?.content.split('\n').slice(5) : masked.reason;
};

describe('masking', () => {
  it('takes a step out with the lines that it wraps over, and closes the gap in the numbers', () => {
    expect(without(9, 10)).toEqual([
      '## Timeouts',
      '- **Steps:**',
      '  1. Read the log.',
      '  2. Restart it.',
      '',
      '## Pools',
      '1. Read the config.',
      '2. Raise the pool.',
      '',
    ]);
  });

  it('takes a whole section out and leaves the numbers of the next one alone', () => {
    expect(without(6, 12)).toEqual(['## Pools', '1. Read the config.', '2. Raise the pool.', '']);
  });

  it.each([
    [1, 2, /front matter/],
    [4, 99, /lines 1 to 15/],
    [9, 8, /not a part/],
    [12, 12, /empty/],
    [4, 15, /Nothing would be left/],
  ])('refuses lines %i to %i', (from, to, reason) => expect(without(from, to)).toMatch(reason));

  it('refuses a file that the skill does not have', () => {
    expect(maskLines(files, { file: 'x.md', from: 1, to: 1 })).toMatchObject({ ok: false });
  });

  it('leaves the other files as they are', () => {
    const other = { path: 'b.md', content: '# B\n- fact\n' };
    const masked = maskLines([...files, other], { file: 'SKILL.md', from: 8, to: 8 });
    expect(masked).toMatchObject({ ok: true, files: [{ path: 'SKILL.md' }, other] });
  });
});

it('lists entries and their steps with the lines that they take', () => {
  expect(listMaskable(files).map(({ kind, from, to, text }) => [kind, from, to, text])).toEqual([
    ['section', 6, 12, 'Timeouts'],
    ['step', 8, 8, '1. Read the log.'],
    ['step', 9, 10, '2. Raise the limit'],
    ['step', 11, 11, '3. Restart it.'],
    ['section', 13, 15, 'Pools'],
    ['step', 14, 14, '1. Read the config.'],
    ['step', 15, 15, '2. Raise the pool.'],
  ]);
});
