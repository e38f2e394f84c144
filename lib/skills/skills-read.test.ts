import { expect, it } from 'vitest';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { skillsRead } from './skills-read.ts';

it('finds the files that a run read, with their text and without the head of the tool', () => {
  const { calls } = runWithCalls([
    'skill ops',
    'file ops a.md',
    'file ops a.md',
    'file other b.md',
    'logs x',
  ]);
  const read = calls[1];
  if (read)
    read.result = "File 'a.md' (MIME: text/markdown) from skill 'ops':\n\nContent (type: text):\n# A\n\nbody";
  const again = calls[2];
  if (again) again.result = read?.result ?? '';
  expect(skillsRead(calls)).toEqual([
    { name: 'ops', files: [{ path: 'a.md', content: '# A\n\nbody' }] },
    { name: 'other', files: [{ path: 'b.md', content: 'ok' }] },
  ]);
});
