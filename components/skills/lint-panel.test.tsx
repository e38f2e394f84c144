import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { LintFinding } from '#lib/protocol/skill-lint.ts';
import { LintBadge } from './lint-badge.tsx';
import { LintPanel } from './lint-panel.tsx';
import { NumberedText } from './numbered-text.tsx';
import { sampleSkill } from '#lib/testing/sample-skill.ts';
import { skillHref, type SkillPlace } from './skill-href.ts';

const here = (place: SkillPlace) => skillHref('s', place);
const finding = (overrides: Partial<LintFinding> = {}): LintFinding => ({
  level: 'warning',
  rule: 'answer-constant',
  file: 'gateway.md',
  line: 9,
  message: 'A rule prescribes the value ‘9000’.',
  ...overrides,
});
const panel = (findings: LintFinding[]) =>
  renderToStaticMarkup(<LintPanel findings={findings} files={['SKILL.md', 'gateway.md']} here={here} />);

describe('the lint of a skill', () => {
  it('says that there is nothing to say', () => {
    expect(panel([])).toContain('Follows the Agent Skills specification');
  });

  it('counts, leads to the line and explains the rule', () => {
    const html = panel([
      finding({ level: 'error', rule: 'secret', line: 2 }),
      finding(),
      finding({ line: 12 }),
    ]);
    expect(html).toContain('1 error, 2 warnings');
    expect(html).toContain('href="/skills/s?file=gateway.md&amp;raw=1&amp;line=9#L9"');
    expect(html).toContain('why: answer-constant');
    expect(html).toContain('repeats that answer where it is wrong');
  });

  it('leads nowhere when the file is missing, and cuts an endless list', () => {
    expect(panel([finding({ file: 'gone.md' })])).not.toContain('href=');
    const many = Array.from({ length: 50 }, (_, line) => finding({ line: line + 1 }));
    expect(panel(many)).toContain('and 10 more.');
  });

  it('is a quiet badge in the list, without notes, and none for a clean skill', () => {
    const badge = (lint: { error: number; warning: number; note: number }) =>
      renderToStaticMarkup(<LintBadge skill={sampleSkill([], { lint }).skill} />);
    expect(badge({ error: 0, warning: 2, note: 3 })).toMatch(/2 warnings, 3 notes.*lint: 2 warnings</);
    expect(badge({ error: 0, warning: 0, note: 3 })).toBe('');
  });
});

describe('the raw view of a file', () => {
  const file = { path: 'gateway.md', content: 'one\n<b>two</b>\nthree' };

  it('numbers its lines, lights the one asked for and says what the lint says of a line', () => {
    const html = renderToStaticMarkup(
      <NumberedText
        file={file}
        line={3}
        findings={[finding({ line: 2 }), finding({ line: 2, message: 'Twice.' })]}
      />,
    );
    expect(html).toContain('&lt;b&gt;two&lt;/b&gt;');
    expect(html).toMatch(/id="L3"[^>]*aria-current="location"/);
    expect(html).toMatch(/id="L2" title="warning: A rule prescribes the value ‘9000’\. warning: Twice\."/);
  });

  it('cuts a file with very many lines and says so', () => {
    const long = { path: 'x.md', content: 'x\n'.repeat(4000) };
    expect(renderToStaticMarkup(<NumberedText file={long} line={null} findings={[]} />)).toContain(
      '1,001 more lines are in the zip.',
    );
  });
});
