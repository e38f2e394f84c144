import { describe, expect, test } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { checkSkillPath } from './check-skill-path.ts';
import { diffFiles } from './diff-files.ts';
import { hashFiles } from './hash-files.ts';
import { parseSkillMd } from './parse-skill-md.ts';
import { sanitiseSkillName } from './sanitise-skill-name.ts';
import { unzipSkill } from './unzip-skill.ts';
import { validateSkill } from './validate-skill.ts';
import { zipSkill } from './zip-skill.ts';

const MD =
  '---\nname: "gateway-incidents"\ndescription: "How to settle errors of a gateway."\n---\n\n# Gateway\n';

describe('parseSkillMd', () => {
  test('reads front matter and body', () => {
    expect(parseSkillMd(MD)).toMatchObject({
      ok: true,
      skill: {
        name: 'gateway-incidents',
        description: 'How to settle errors of a gateway.',
        body: '\n# Gateway\n',
        hasDelimiters: true,
      },
    });
  });

  test('accepts Windows line ends, a byte order mark and text before the first line of dashes', () => {
    expect(parseSkillMd(`\uFEFF\r\n${MD.replaceAll('\n', '\r\n')}`)).toMatchObject({ ok: true });
  });

  test('takes a file without delimiters as YAML', () => {
    const parsed = parseSkillMd('name: a\ndescription: 12\n');
    expect(parsed).toMatchObject({
      ok: true,
      skill: { name: 'a', description: '12', body: '', hasDelimiters: false },
    });
  });

  test.each([
    ['no name', '---\ndescription: x\n---\n', "lacks a 'name'"],
    ['an empty description', '---\nname: x\ndescription: "  "\n---\n', "lacks a 'description'"],
    ['a list as name', '---\nname: [a]\ndescription: x\n---\n', "lacks a 'name'"],
    ['a scalar', '---\njust text\n---\n', 'not a mapping'],
    ['broken YAML', '---\nname: "x\n---\n', 'not valid YAML'],
    ['a key twice', '---\nname: a\nname: b\ndescription: x\n---\n', 'not valid YAML'],
    ['an anchor', '---\nname: &a x\ndescription: y\n---\n', 'anchors'],
    ['an alias', '---\nname: &a x\ndescription: *a\n---\n', 'must not use YAML'],
    ['a tag', '---\nname: !!js/function x\ndescription: y\n---\n', 'must not use YAML'],
    ['endless front matter', `---\nname: x\ndescription: ${'y'.repeat(20_000)}\n---\n`, 'longer than'],
  ])('refuses %s', (_name, text, words) => {
    const parsed = parseSkillMd(text);
    expect(parsed.ok ? 'accepted' : parsed.reason).toContain(words);
  });

  test('a hostile key stays data', () => {
    parseSkillMd('---\nname: x\ndescription: y\n__proto__: { polluted: 1 }\n---\n');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('validateSkill', () => {
  const rulesOf = (content: string, ...others: string[]): string[] =>
    validateSkill([{ path: 'SKILL.md', content }, ...others.map((path) => ({ path, content: '' }))]).map(
      ({ rule, severity }) => `${severity} ${rule}`,
    );

  test('finds nothing in a good skill', () => {
    expect(rulesOf(MD, 'timeouts.md', 'data/a.md')).toEqual([]);
  });

  test.each([
    [MD.replace('gateway-incidents', 'Gateway'), ['error name-format']],
    [MD.replace('gateway-incidents', 'a--b'), ['error name-format']],
    [MD.replace('gateway-incidents', 'a'.repeat(65)), ['error name-length']],
    [MD.replace('How to', 'x'.repeat(1100)), ['error description-length']],
    [MD.replace('---\n\n', 'author: me\n---\n\n'), ['warning unknown-keys']],
    [`${MD}${'line\n'.repeat(600)}`, ['warning body-lines']],
    [`${MD}${'x'.repeat(21_000)}`, ['warning body-size']],
    ['name: a\ndescription: b\n', ['error front-matter', 'warning body-empty']],
  ])('names the broken rule %#', (content, rules) => {
    expect(rulesOf(content)).toEqual(rules);
  });

  test('wants a SKILL.md and clean paths', () => {
    expect(validateSkill([{ path: 'a/../b.md', content: '' }]).map(({ rule }) => rule)).toEqual([
      'skill-md',
      'path',
    ]);
  });
});

describe('checkSkillPath', () => {
  test.each(['SKILL.md', 'a/b/c.md', '.hidden', 'a..b.md', 'über.md'])('allows %s', (path) => {
    expect(checkSkillPath(path)).toBeNull();
  });
  test.each([
    '',
    '/a',
    '../a',
    'a/..',
    'a/../b',
    'a//b',
    './a',
    'a/',
    'C:/a',
    'a\\b',
    'a\u0000b',
    'x'.repeat(600),
  ])('refuses %j', (path) => {
    expect(checkSkillPath(path)).toMatch(/\.$/);
  });
});

test('sanitiseSkillName replaces what no folder may be called', () => {
  expect(sanitiseSkillName(' a b/c:d*e?"f<g>h|i\\j ')).toBe('a-b-c-d-e--f-g-h-i-j');
});

describe('diffFiles', () => {
  test('shows added, removed and changed files, and which words of a line changed', () => {
    const [main, gone, fresh] = diffFiles(
      [
        { path: 'b.md', content: 'old\n' },
        { path: 'SKILL.md', content: 'one\ntwo words here\nthree\n' },
      ],
      [
        { path: 'SKILL.md', content: 'one\ntwo signs here\nthree\nfour\n' },
        { path: 'c.md', content: 'new\n' },
      ],
    );
    expect(main).toMatchObject({ path: 'SKILL.md', change: 'changed', added: 2, removed: 1 });
    expect(main?.rows.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['same', 1, 1],
      ['removed', 2, null],
      ['added', null, 2],
      ['same', 3, 3],
      ['added', null, 4],
    ]);
    expect(main?.rows[2]?.words).toEqual([
      { text: 'two ', changed: false },
      { text: 'signs', changed: true },
      { text: ' here', changed: false },
    ]);
    expect(gone).toMatchObject({ path: 'b.md', change: 'removed', removed: 1, added: 0 });
    expect(fresh).toMatchObject({ path: 'c.md', change: 'added', removed: 0, added: 1 });
  });

  test('equal files have no changed rows', () => {
    const files = [{ path: 'SKILL.md', content: MD }];
    expect(diffFiles(files, files)).toMatchObject([{ change: 'same', added: 0, removed: 0 }]);
  });
});

describe('hashFiles', () => {
  test('depends on every path and byte, not on the order', () => {
    const a = { path: 'a', content: 'bc' };
    const b = { path: 'ab', content: 'c' };
    expect(hashFiles([a, b])).toBe(hashFiles([b, a]));
    expect(hashFiles([a])).not.toBe(hashFiles([b]));
    expect(hashFiles([a])).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('zip', () => {
  const files = [
    { path: 'data/a.md', content: 'größe\n' },
    { path: 'SKILL.md', content: MD },
  ];

  test('gives the same bytes for the same files, and the files back', () => {
    const archive = zipSkill(files);
    expect(archive).toEqual(zipSkill(files.toReversed()));
    const unpacked = unzipSkill(archive);
    const texts = unpacked.ok
      ? unpacked.files.map(({ path, content }) => [path, new TextDecoder().decode(content)])
      : unpacked.reason;
    expect(texts).toEqual([
      ['SKILL.md', MD],
      ['data/a.md', 'größe\n'],
    ]);
  });

  test('strips one folder around everything, drops junk and accepts any case of SKILL.md', () => {
    const archive = zipSync({
      'x/skill.MD': strToU8(MD),
      'x/a.md': strToU8('a'),
      'x/.DS_Store': strToU8('junk'),
      '__MACOSX/x/._a.md': strToU8('junk'),
    });
    const unpacked = unzipSkill(archive);
    expect(unpacked.ok && unpacked.files.map(({ path }) => path)).toEqual(['SKILL.md', 'a.md']);
  });

  test.each([
    ['noise', strToU8('this is no archive'), 'cannot be read'],
    ['a climbing path', zipSync({ '../a': strToU8('x'), 'SKILL.md': strToU8(MD) }), "'..'"],
    ['an absolute path', zipSync({ '/etc/passwd': strToU8('x'), 'SKILL.md': strToU8(MD) }), 'relative'],
    ['no SKILL.md', zipSync({ 'README.md': strToU8('x') }), 'missing'],
    ['a SKILL.md that is no text', zipSync({ 'SKILL.md': new Uint8Array([0xff, 0xfe, 0x00]) }), 'UTF-8'],
    [
      'too many files',
      zipSync(Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`f${n}.md`, strToU8('x')]))),
      'more than 200 files',
    ],
    [
      'a bomb',
      zipSync({ 'SKILL.md': strToU8(MD), 'bomb.txt': new Uint8Array(60 * 1024 * 1024) }),
      'unpacks to more than',
    ],
  ])('refuses %s', (_name, archive, words) => {
    const unpacked = unzipSkill(archive);
    expect(unpacked.ok ? 'accepted' : unpacked.reason).toContain(words);
  });
});
