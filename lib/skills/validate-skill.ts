import type { SkillFile } from '#lib/protocol/skill.ts';
import { checkSkillPath } from './check-skill-path.ts';
import { parseSkillMd, type SkillMd } from './parse-skill-md.ts';

/** What the Agent Skills specification says about a skill. An error breaks it; a warning goes against its advice. */
export interface SkillFinding {
  severity: 'error' | 'warning';
  /** Stable key of the rule, e.g. `name-format`. */
  rule: string;
  message: string;
}

const KNOWN_KEYS = new Set(['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools']);
const MAX_BODY_LINES = 500;
/** The specification advises 5 000 tokens; four characters a token is close enough for a warning. */
const MAX_BODY_CHARACTERS = 20_000;

type Rule = [rule: string, severity: SkillFinding['severity'], broken: boolean, message: string];

function rulesFor({ name, description, frontMatter, body, hasDelimiters }: SkillMd): Rule[] {
  const lines = body.split('\n').length;
  const compatibility = frontMatter['compatibility'];
  const unknown = Object.keys(frontMatter).filter((key) => !KNOWN_KEYS.has(key));
  return [
    ['front-matter', 'error', !hasDelimiters, 'The front matter is not between two --- lines.'],
    ['name-length', 'error', name.length > 64, `The name has ${name.length} characters; 64 are allowed.`],
    [
      'name-format',
      'error',
      !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name),
      'The name may hold lower-case letters, digits and single hyphens between them.',
    ],
    [
      'description-length',
      'error',
      description.length > 1024,
      `The description has ${description.length} characters; 1024 are allowed.`,
    ],
    [
      'compatibility-length',
      'error',
      typeof compatibility === 'string' && compatibility.length > 500,
      'The compatibility note has more than 500 characters.',
    ],
    [
      'unknown-keys',
      'warning',
      unknown.length > 0,
      `The specification does not know ${unknown.map((key) => `'${key}'`).join(', ')}; such keys belong under metadata.`,
    ],
    ['body-empty', 'warning', body.trim() === '', 'There are no instructions below the front matter.'],
    [
      'body-lines',
      'warning',
      lines > MAX_BODY_LINES,
      `The body has ${lines} lines; keep it under ${MAX_BODY_LINES} and move details to other files.`,
    ],
    [
      'body-size',
      'warning',
      body.length > MAX_BODY_CHARACTERS,
      'The body is longer than about 5 000 tokens; move details to other files.',
    ],
  ];
}

/** Findings, worst first; [] for a skill without fault. */
export function validateSkill(files: readonly SkillFile[]): SkillFinding[] {
  const findings: SkillFinding[] = [];
  for (const { path } of files) {
    const problem = checkSkillPath(path);
    if (problem)
      findings.push({ severity: 'error', rule: 'path', message: `${JSON.stringify(path)}: ${problem}` });
  }
  const main = files.find(({ path }) => path === 'SKILL.md');
  if (!main) return [{ severity: 'error', rule: 'skill-md', message: 'There is no SKILL.md.' }, ...findings];
  const parsed = parseSkillMd(main.content);
  if (!parsed.ok) return [{ severity: 'error', rule: 'front-matter', message: parsed.reason }, ...findings];
  for (const [rule, severity, broken, message] of rulesFor(parsed.skill)) {
    if (broken) findings.push({ severity, rule, message });
  }
  return findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
