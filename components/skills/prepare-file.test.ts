import { describe, expect, it } from 'vitest';
import { parseCsv } from './parse-csv.ts';
import { prepareFile, splitFrontMatter } from './prepare-file.ts';

const SKILL =
  '---\nname: x\ndescription: "What it is for"\nmetadata:\n  by: lab\n---\n# Title\n\nText\n---\nmore';

describe('preparing a file', () => {
  it('cuts front matter off and shows it as a table', () => {
    expect(prepareFile({ path: 'SKILL.md', content: SKILL })).toEqual({
      kind: 'markdown',
      frontMatter: {
        kind: 'table',
        rows: [
          { key: 'name', value: 'x' },
          { key: 'description', value: 'What it is for' },
          { key: 'metadata', value: '{\n "by": "lab"\n}' },
        ],
      },
      body: '# Title\n\nText\n---\nmore',
    });
  });

  it('shows front matter that cannot be read as it stands, with the reason', () => {
    const prepared = prepareFile({ path: 'SKILL.md', content: '---\nname: x\n---\nText' });
    expect(prepared).toMatchObject({
      frontMatter: { kind: 'text', yaml: 'name: x', reason: "The front matter lacks a 'description'." },
      body: 'Text',
    });
  });

  it('takes a rule further down for a rule', () => {
    expect(splitFrontMatter('# Title\n---\nText\n---\n')).toEqual({
      yaml: null,
      body: '# Title\n---\nText\n---\n',
    });
    expect(splitFrontMatter('---\nnever closed')).toEqual({ yaml: null, body: '---\nnever closed' });
  });

  it('draws CSV as a table, cut where it would be too long', () => {
    const content = ['a,b', ...Array.from({ length: 600 }, (_, row) => `${row},"x, ""y"""`)].join('\n');
    const prepared = prepareFile({ path: 'data.csv', content });
    expect(prepared).toMatchObject({ kind: 'table', header: ['a', 'b'], hidden: 100 });
    expect(prepared.kind === 'table' && prepared.rows[0]).toEqual(['0', 'x, "y"']);
  });

  it('indents JSON, and leaves broken JSON as it is', () => {
    expect(prepareFile({ path: 'x.json', content: '{"a":[1]}' })).toMatchObject({
      text: '{\n  "a": [\n    1\n  ]\n}',
    });
    expect(prepareFile({ path: 'x.json', content: '{"a":' })).toMatchObject({ text: '{"a":' });
  });

  it('shows what could hang a page as text, and says why', () => {
    const long = prepareFile({ path: 'x.md', content: 'a'.repeat(200_001) });
    const deep = prepareFile({ path: 'x.md', content: `text\n${'> '.repeat(5000)}x` });
    const lists = prepareFile({ path: 'x.md', content: `${'- '.repeat(500)}x` });
    expect(
      [long, deep, lists].map((file) => [file.kind, file.kind === 'text' && file.reason !== null]),
    ).toEqual([
      ['text', true],
      ['text', true],
      ['text', true],
    ]);
    expect(prepareFile({ path: 'x.md', content: `${'-'.repeat(80)}\n\n${'* * '.repeat(10)}` }).kind).toBe(
      'markdown',
    );
  });
});

describe('reading CSV', () => {
  it('knows quotes, breaks inside them, and empty fields', () => {
    expect(parseCsv('a,"b\nc",\r\n,"",d\n')).toEqual([
      ['a', 'b\nc', ''],
      ['', '', 'd'],
    ]);
    expect(parseCsv('')).toEqual([]);
    expect(parseCsv('"open')).toEqual([['open']]);
  });
});
