import { expect, it } from 'vitest';
import { prepareFileTree } from './prepare-file-tree.ts';

it('puts files into their folders and keeps the order in which they come', () => {
  expect(prepareFileTree(['SKILL.md', 'a/b/c.md', 'a/d.md', 'e.md'])).toEqual([
    { kind: 'file', name: 'SKILL.md', path: 'SKILL.md' },
    {
      kind: 'folder',
      name: 'a',
      children: [
        { kind: 'folder', name: 'b', children: [{ kind: 'file', name: 'c.md', path: 'a/b/c.md' }] },
        { kind: 'file', name: 'd.md', path: 'a/d.md' },
      ],
    },
    { kind: 'file', name: 'e.md', path: 'e.md' },
  ]);
});

it('keeps a file and a folder of one name apart', () => {
  expect(prepareFileTree(['a', 'a/b']).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'file a',
    'folder a',
  ]);
});
