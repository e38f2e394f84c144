import { describe, expect, it } from 'vitest';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { HELPED, sampleDecision } from '#lib/testing/sample-decision.ts';
import { parseSkillMd } from './parse-skill-md.ts';
import { stampStanding } from './stamp-standing.ts';
import { DRAFT } from './standing-of.ts';
import { validateSkill } from './validate-skill.ts';

const VERSION = { versionId: 'skv_1', number: 1, contentHash: 'abc' };
const PUBLISHED = { standing: 'published', decision: sampleDecision(), replacedBy: null } as const;
const BODY = '\n# Steps\n\n---\n1. Look: at `this`.\n';
const md = (front: string, newline = '\n') => `---\n${front}\n---\n${BODY}`.replaceAll('\n', newline);
const PLAIN = 'name: incident-response\ndescription: "Find it: then fix it"';

function stamp(content: string, standing: Parameters<typeof stampStanding>[2] = PUBLISHED) {
  const [file] = stampStanding([{ path: 'SKILL.md', content }], VERSION, standing);
  const parsed = parseSkillMd(file?.content ?? '');
  if (!file || !parsed.ok) throw new Error('not a skill');
  return { text: file.content, ...parsed.skill };
}

describe('an exported skill', () => {
  it('says in its metadata how it stands, why, and on which experiment; as texts', () => {
    const { frontMatter, name, description } = stamp(md(PLAIN));
    expect([name, description]).toEqual(['incident-response', 'Find it: then fix it']);
    expect(frontMatter['metadata']).toEqual({
      'auto-learn-lab-version': '1 (skv_1)',
      'auto-learn-lab-content-sha256': 'abc',
      'auto-learn-lab-standing': 'published',
      'auto-learn-lab-standing-since': '2026-11-22T10:00:00.000Z',
      'auto-learn-lab-decided-by': 'Ada',
      'auto-learn-lab-reason': 'It saves calls.',
      'auto-learn-lab-experiment': 'exp_1',
      'auto-learn-lab-experiment-plan-sha256': 'plan-hash',
      'auto-learn-lab-verdict': 'helps',
      'auto-learn-lab-verdict-sentence': HELPED.sentence,
      'auto-learn-lab-verdict-complete': 'yes',
      'auto-learn-lab-note': SIMULATED_NOTE,
    });
  });

  it.each([
    ['plain', md(PLAIN)],
    ['with Windows line ends', md(PLAIN, '\r\n')],
    ['with a byte order mark', `\uFEFF${md(PLAIN)}`],
    ['with a flow mapping', md(`${PLAIN}\nmetadata: {author: someone}`)],
    ['with metadata that is no mapping', md(`${PLAIN}\nmetadata: none`)],
    ['whose front matter ends the file', `---\n${PLAIN}\n---`],
  ])('stays valid and keeps its body: %s', (_, content) => {
    const { text, body } = stamp(content);
    const findings = validateSkill([{ path: 'SKILL.md', content: text }]);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings.map(({ rule }) => rule)).not.toContain('unknown-keys');
    expect(body).toBe(parseBody(content));
    expect(text.endsWith(content.slice(content.lastIndexOf('---')))).toBe(true);
  });

  it('keeps the metadata of others and replaces its own of an earlier export', () => {
    const first = stamp(md(`${PLAIN}\nlicense: MIT\nmetadata:\n  author: someone`)).text;
    const again = stamp(first, { ...DRAFT });
    expect(again.frontMatter).toMatchObject({ license: 'MIT', metadata: { author: 'someone' } });
    expect(again.frontMatter['metadata']).toEqual({
      author: 'someone',
      'auto-learn-lab-version': '1 (skv_1)',
      'auto-learn-lab-content-sha256': 'abc',
      'auto-learn-lab-standing': 'draft',
    });
  });

  it('quotes its texts, since other readers take yes and a date for something else', () => {
    const { text } = stamp(md(PLAIN));
    expect(text).toContain('auto-learn-lab-verdict-complete: "yes"');
    expect(text).toContain('auto-learn-lab-standing-since: "2026-11-22T10:00:00.000Z"');
  });

  it('cannot be broken by a reason', () => {
    const reason = 'says: "yes"\n---\nname: other # no\n\ttab';
    const { name, frontMatter } = stamp(md(PLAIN), {
      ...PUBLISHED,
      decision: sampleDecision({ reason, overridden: 'No experiment stands behind it.' }),
    });
    expect(name).toBe('incident-response');
    expect(frontMatter['metadata']).toMatchObject({
      'auto-learn-lab-reason': 'says: "yes" --- name: other # no tab',
      'auto-learn-lab-overridden': 'No experiment stands behind it.',
    });
  });

  it('leaves other files, and a SKILL.md that cannot be read, byte for byte', () => {
    const files = [
      { path: 'notes.md', content: md(PLAIN) },
      { path: 'SKILL.md', content: 'name: x\ndescription: y' },
    ];
    expect(stampStanding(files, VERSION, PUBLISHED)).toEqual(files);
  });
});

function parseBody(content: string): string {
  const parsed = parseSkillMd(content);
  return parsed.ok ? parsed.skill.body : '';
}
