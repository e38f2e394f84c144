import { describe, expect, it } from 'vitest';
import type { SkillFile } from '#lib/protocol/skill.ts';
import { explainRule, LINT_RULES } from './lint-rules.ts';
import { countFindings, lintSkill } from './lint-skill.ts';

const MAIN =
  '---\nname: "incident-response"\ndescription: "Procedures for incidents. Use it when a service fails."\n---\n# Incident response\n\nProcedures from incidents.\n\n## File Structure\n- `gateway.md`\n\n## Guidelines\n1. One entry per pattern.\n2. Roles instead of names.\n';
const ENTRY = [
  '## 502 errors: time limit (date: 2026-11-20)',
  '- **Principle:** A caller must wait longer than the slowest answer.',
  '- **When to Apply:** A service returns 5xx errors and its log shows upstream timeouts.',
  '- **Look-alikes:** Not when the connection is refused.',
  '- **Steps:**',
  '  1. Check the log of the service.',
  '  2. Raise the limit to at least twice the p99 latency of the upstream.',
].join('\n');

const skill = (entries: string, ...more: SkillFile[]): SkillFile[] => [
  { path: 'SKILL.md', content: MAIN },
  { path: 'gateway.md', content: `# Gateway\n\n${entries}\n` },
  ...more,
];
const rulesIn = (files: SkillFile[]): string[] =>
  lintSkill(files).map(({ level, rule, file, line }) => `${level} ${rule} ${file}:${line}`);

describe('the lint', () => {
  it('has nothing to say about a skill with advice that can be followed safely', () => {
    expect(lintSkill(skill(ENTRY))).toEqual([]);
  });

  it.each([
    [
      'a constant as a rule',
      ENTRY.replace('at least twice the p99 latency of the upstream', '9000 ms'),
      'warning answer-constant gateway.md:9',
    ],
    [
      'an entry that does not say when it applies',
      ENTRY.replace(/- \*\*When.*\n/, ''),
      'warning no-applicability gateway.md:3',
    ],
    [
      'an entry without look-alikes',
      ENTRY.replace(/- \*\*Look.*\n/, ''),
      'warning no-look-alikes gateway.md:3',
    ],
    ['an entry without a date', ENTRY.replace(' (date: 2026-11-20)', ''), 'note undated gateway.md:3'],
    ['a secret', `${ENTRY}\n  3. Log in with password: hunter22.`, 'error secret gateway.md:10'],
    ['an entry that is there twice', `${ENTRY}\n\n${ENTRY}`, 'warning duplicate gateway.md:11'],
    [
      'the same advice under another title',
      `${ENTRY}\n\n${ENTRY.replace('time limit', 'limits')}`,
      'warning duplicate gateway.md:11',
    ],
    ['a dead link', `${ENTRY}\n\nSee [more](other.md).`, 'warning dead-link gateway.md:11'],
  ])('finds %s, with file and line', (_, entries, expected) => {
    expect(rulesIn(skill(entries))).toEqual([expected]);
  });

  it('finds the same fact twice in a file, not the same word in two', () => {
    const facts =
      '# Facts\n- The region is north. (2026-11-20)\n- Releases are on Tuesdays.\n- the region is north (2026-11-20)\n';
    expect(rulesIn(skill(ENTRY, { path: 'facts.md', content: facts }))).toEqual([
      'warning duplicate facts.md:4',
    ]);
    const one = '# A\n- The region is north.\n';
    expect(rulesIn(skill(ENTRY, { path: 'a.md', content: one }, { path: 'b.md', content: one }))).toEqual([]);
  });

  it('takes headings that name parts for one entry', () => {
    const parts = [
      '# 502 errors (2026-11-20)',
      '## When to apply',
      'The log names one upstream as slow.',
      '## Not when',
      'Connections are refused.',
      '## Steps',
      '1. Check the log.',
      '2. Raise the limit above the p99 latency.',
    ].join('\n');
    expect(rulesIn(skill(ENTRY, { path: 'timeouts.md', content: parts }))).toEqual([]);
  });

  it('accepts applicability that is said in a sentence', () => {
    const prose = [
      '## Growing queue (2026-11-20)',
      'This applies when consumers are up but slower than producers; unlike a dead consumer, the lag grows slowly.',
      '1. Check the status of the consumer.',
      '2. Add consumers until the lag shrinks.',
    ].join('\n');
    expect(rulesIn(skill(prose))).toEqual([]);
  });

  it('accepts a warning that is known by its symptom', () => {
    const warning =
      '## Warning: restarts (2026-11-20)\n- **Symptom:** Errors come back.\n- **Root Cause:** A restart was taken for a fix.\n- **Prevention:** Look for the cause first.';
    expect(rulesIn(skill(warning))).toEqual([]);
  });

  it('leaves diaries, tables and code alone', () => {
    const diary = '# 2026-11-20\n\n## Fixed the gateway\nThe limit was set to 9000 ms and it worked.\n';
    const script = 'timeout = 9000\n';
    expect(
      rulesIn(skill(ENTRY, { path: '2026-11-20.md', content: diary }, { path: 'fix.py', content: script })),
    ).toEqual([]);
  });

  it('brings what the specification says, at the line of the key', () => {
    const files = [{ path: 'SKILL.md', content: MAIN.replace('"incident-response"', '"Incident Response"') }];
    expect(lintSkill(files)).toMatchObject([
      { level: 'error', rule: 'name-format', file: 'SKILL.md', line: 2 },
    ]);
    expect(rulesIn([])).toEqual(['error skill-md SKILL.md:1']);
  });

  it('notes names of single cases, vague descriptions, long files and many files', () => {
    const main = MAIN.replace('incident-response', 'gateway-502-incident').replace(
      /description: .*/,
      'description: "Incidents of services."',
    );
    const many = Array.from({ length: 55 }, (_, index) => ({ path: `f${index}.md`, content: '' }));
    const long = { path: 'long.md', content: 'line\n'.repeat(600) };
    expect(rulesIn([{ path: 'SKILL.md', content: main }, long, ...many])).toEqual([
      'note file-count SKILL.md:1',
      'note narrow-name SKILL.md:2',
      'note description-vague SKILL.md:3',
      'note file-size long.md:1',
    ]);
  });

  it('says what to do in every finding, never repeats a secret, and explains every rule', () => {
    const findings = lintSkill(skill(`${ENTRY}\n  3. Log in with password: hunter22.\n  4. Set it to 9000.`));
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain('hunter22');
    for (const { rule, message } of findings) {
      expect(message).toMatch(/Remove|Say|Add/);
      expect(explainRule(rule).why.length).toBeGreaterThan(40);
    }
    expect(explainRule('name-format')).toBe(LINT_RULES.specification);
    expect(countFindings(findings)).toEqual({ error: 1, warning: 1, note: 0 });
  });

  it('comes back from hostile files', () => {
    const hostile = [
      '#'.repeat(100_000),
      '- '.repeat(100_000),
      `1. Set ${'a.'.repeat(60_000)}`,
      `token=${'a1'.repeat(50_000)}`,
      `[${'['.repeat(50_000)}](x`,
      '**'.repeat(50_000),
      'a-'.repeat(50_000),
      `http://${'a:'.repeat(40_000)}`,
      `${'1'.repeat(80_000)} ${'1,'.repeat(40_000)}`,
    ];
    // A pattern that explodes would not come back within the test's time.
    const findings = hostile.flatMap((content) =>
      lintSkill([
        { path: 'SKILL.md', content: MAIN },
        { path: 'x.md', content },
      ]),
    );
    expect(findings.filter(({ message }) => message === '')).toEqual([]);
  });
});
