import { describe, expect, it } from 'vitest';
import { lostEntries } from './lost-entries.ts';

const entry = (title: string, step: string) =>
  [
    `## ${title} (date: 2026-11-20)`,
    '- **Principle:** A caller must wait longer than the slowest answer of what it calls.',
    '- **When to Apply:** A service returns errors and its log names one upstream as slow.',
    '- **Look-alikes:** Not when connections are refused.',
    '- **Steps:**',
    `  1. ${step}`,
    '  2. Verify that the error rate falls.',
  ].join('\n');
const LIMIT = entry(
  '502 errors: time limit',
  'Raise the limit to at least twice the p99 latency of the upstream.',
);
const ADDRESS = entry(
  '502 errors: wrong address',
  'Compare the port in the route with the one on which the upstream listens.',
);
const FILE = `# Gateway\n\n${LIMIT}\n\n${ADDRESS}\n`;
const FACTS = '# Facts\n- The region is north. (2026-11-20)\n- Releases are on Tuesdays. (2026-11-20)\n';

describe('an edit keeps everything when it', () => {
  it.each([
    ['adds an entry', `${FILE}\n${entry('Slow answers', 'Look at the pool.')}\n`],
    ['dates an entry anew', FILE.replaceAll('2026-11-20', '2026-11-22')],
    ['corrects a step', FILE.replace('at least twice', 'at least three times')],
    ['renames an entry', FILE.replace('502 errors: time limit', 'Time limit below the latency')],
    ['changes the order', `# Gateway\n\n${ADDRESS}\n\n${LIMIT}\n`],
    [
      'puts an entry under another title with more text',
      `# G\n\n## Limits\nSome more.\n${LIMIT.split('\n').slice(1).join('\n')}\n\n${ADDRESS}`,
    ],
    ['removes an exact double', FILE],
  ])('%s', (name, after) => {
    const before = name === 'removes an exact double' ? `${FILE}\n${ADDRESS}\n` : FILE;
    expect(lostEntries(before, after)).toEqual([]);
  });

  it('replaces a fact that has changed, or joins two', () => {
    expect(lostEntries(FACTS, FACTS.replace('north', 'south'))).toEqual([]);
    expect(
      lostEntries(FACTS, '# Facts\n- The region is north; releases are on Tuesdays. (2026-11-22)\n'),
    ).toEqual([]);
  });
});

describe('an edit loses', () => {
  it('an entry that it leaves out, even where its neighbour looks much the same', () => {
    expect(lostEntries(FILE, `# Gateway\n\n${LIMIT}\n`)).toEqual(['502 errors: wrong address']);
  });

  it('all entries when the file is written anew', () => {
    expect(lostEntries(FILE, '# Gateway\n\n## Summary\nCheck limits and addresses.\n')).toEqual([
      '502 errors: time limit',
      '502 errors: wrong address',
    ]);
    expect(lostEntries(FILE, '')).toHaveLength(2);
  });

  it('an entry that is cut down to a line', () => {
    expect(
      lostEntries(FILE, `# Gateway\n\n## 502 errors: time limit\nRaise the limit.\n\n${ADDRESS}`),
    ).toEqual(['502 errors: time limit']);
  });

  it('one of two entries with the same title and different text', () => {
    const twice = `${LIMIT}\n\n## 502 errors: time limit\nThe certificate of the proxy had run out, and only a new one from the vault helped.\n`;
    expect(lostEntries(twice, LIMIT)).toEqual(['502 errors: time limit']);
  });

  it('facts that go without another in their place', () => {
    expect(lostEntries(FACTS, '# Facts\n- The region is north. (2026-11-20)\n')).toEqual([
      '- Releases are on Tuesdays. (2026-11-20)',
    ]);
  });
});
