import { beforeAll, describe, expect, test } from 'vitest';
import { parseEntries } from '../procedure/parse-entries.ts';
import { parseStep } from '../procedure/parse-step.ts';
import { argText } from '../transcript/tool-uses.ts';
import { distil, learn, renderDistilled } from '../testing/learn-loop.ts';
import { type LoopResult, runLoop, type Skill } from '../testing/run-loop.ts';
import { tinyWorld } from '../testing/tiny-world.ts';

const user = (content: string) => ({ role: 'user', content });
const agent = (content: string) => ({ role: 'assistant', content });

let run: LoopResult;
const request = tinyWorld().request;
beforeAll(async () => {
  run = await runLoop(tinyWorld());
});

describe('the skill learner', () => {
  async function taught(skills: Skill[] = [], date?: string) {
    const report = await distil(run.messages, { status: 'success', description: request });
    const { calls } = await learn(renderDistilled(report), skills, date);
    return { skills, calls };
  }
  const dataFile = (skill: Skill | undefined) =>
    Object.entries(skill?.files ?? {}).find(([path]) => path !== 'SKILL.md')?.[1] ?? '';

  test('creates a skill for the category with valid front matter and an entry in roles and ratios', async () => {
    const { skills, calls } = await taught();
    expect(calls.map(({ name }) => name)).toEqual([
      'report_thinking',
      'create_skill',
      'create_skill_file',
      'finish',
    ]);
    const skill = skills[0];
    expect(skill?.name).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
    expect(skill?.files['SKILL.md']).toMatch(
      /^---\nname: ".+"\ndescription: ".+"\n---\n# .+[\s\S]*## File Structure[\s\S]*## Guidelines/,
    );
    const text = dataFile(skill);
    expect(text).toMatch(/^## 502 errors: .+ \(date: 2031-05-02\)$/m);
    expect(text).toMatch(
      /\*\*Principle:\*\*[\s\S]*\*\*When to Apply:\*\*[\s\S]*\*\*Look-alikes:\*\*[\s\S]*\*\*Steps:\*\*/,
    );
    expect(text).not.toMatch(/harbour|ledger|pigeon|upstream_timeout|\d{3,} ?ms|4000|1600/);
  });

  test('writes steps that can be followed from their words alone', async () => {
    const { skills } = await taught();
    const [entry] = parseEntries(dataFile(skills[0]));
    const asked = entry?.steps
      .map((step) => parseStep(step))
      .flatMap(({ actions }) => actions.map((action) => action.do));
    expect(asked).toEqual(['trace', 'look', 'look', 'change', 'restart', 'verify']);
    expect(entry?.unless.length).toBeGreaterThan(0);
  });

  test('does not write an equal entry twice, only that it held again', async () => {
    const { skills } = await taught();
    const before = dataFile(skills[0]);
    const same = await taught(skills);
    expect(dataFile(same.skills[0])).toBe(before);
    const later = await taught(skills, '2031-06-09');
    expect(later.calls.filter(({ name }) => name === 'create_skill')).toEqual([]);
    expect(dataFile(later.skills[0])).toBe(before.replace('2031-05-02', '2031-06-09'));
  });

  test('adds to an existing skill of the same domain, after reading its guide and the file', async () => {
    const file =
      '# Gateway errors\n\n## 429 from the gateway (date: 2030-01-01)\n- Principle: Too many requests.\n- Steps:\n1. Check the gateway logs\n2. Raise the rate limit\n';
    const existing: Skill = {
      name: 'devops-incident-patterns',
      description: 'Reusable patterns for diagnosing and resolving infrastructure incidents',
      files: {
        'SKILL.md': '---\nname: "devops-incident-patterns"\ndescription: "x"\n---\n# Patterns\n',
        'gateway-errors.md': file,
      },
    };
    const { skills, calls } = await taught([existing]);
    expect(skills).toHaveLength(1);
    expect(calls.map(({ name, args }) => `${name} ${argText(args, 'file_path')}`.trim())).toEqual([
      'get_skill',
      'get_skill_file SKILL.md',
      'get_skill_file gateway-errors.md',
      'report_thinking',
      'str_replace_skill_file gateway-errors.md',
      'finish',
    ]);
    const text = existing.files['gateway-errors.md'] ?? '';
    expect(text.startsWith(file.trimEnd())).toBe(true);
    expect(parseEntries(text)).toHaveLength(2);
  });

  test('puts preferences into the skill about the user and failures under a warning', async () => {
    const skills: Skill[] = [
      {
        name: 'daily-logs',
        description: 'Keeps a log of what was done, one file per day',
        files: { 'SKILL.md': '# Daily\n' },
      },
      {
        name: 'user-general-facts',
        description: 'Holds general facts about the user by topic',
        files: { 'SKILL.md': '# Facts\n' },
      },
    ];
    await learn('## User Preferences Observed\n- The user prefers short summaries.', skills);
    expect(Object.entries(skills[1]?.files ?? {})).toContainEqual([
      'preferences.md',
      '# Preferences\n\n- The user prefers short summaries. (2031-05-02)\n',
    ]);
    await learn(
      '## User Preferences Observed\n- The user prefers short summaries.\n- The user does not like jargon.',
      skills,
    );
    expect(skills[1]?.files['preferences.md']?.match(/^- /gm)).toHaveLength(2);
    expect(Object.keys(skills[0]?.files ?? {})).toEqual(['SKILL.md']);

    const report = await distil([user('Fix the 503 errors'), agent('I could not resolve this.')], {
      status: 'failed',
      description: 'Fix the 503 errors',
    });
    await learn(renderDistilled(report), skills);
    expect(dataFile(skills[2])).toMatch(
      /## Warning: 503 errors.*\n- \*\*Symptom:\*\*[\s\S]*\*\*Root Cause:\*\*[\s\S]*\*\*Correct Approach:\*\*[\s\S]*\*\*Prevention:\*\*/,
    );
  });

  test('handles contexts that wait beside its own', async () => {
    const report = await distil(run.messages, { status: 'success', description: request });
    const skills: Skill[] = [];
    await learn(
      `${renderDistilled(report)}\n\n### Pending Context 1\n## Factual Content\n**Context:** Notes\n**Facts:**\n  - Staging runs in Helsinki.`,
      skills,
    );
    expect(skills.map(({ name }) => name)).toEqual(['incident-response', 'environment-facts']);
  });

  test('turns an analysis in a language model’s words into steps', async () => {
    const skills: Skill[] = [];
    await learn(
      [
        '## Task Analysis (Success)',
        '**Goal:** Fix 504 errors on the storefront proxy.',
        "**Approach:** Checked the proxy logs and noted the upstream that timed out. Compared the proxy's `read_timeout` config against the backend's p99 latency. Raised the timeout to at least 3 times the p99 latency. Restarted the proxy. Verified the error rate dropped to 0%.",
        '**Key Decisions:**\n  - Ignored the mail errors.',
        '**Generalizable Pattern:** A proxy timeout must exceed backend latency.',
        '**Applies When:** A proxy returns 504 with upstream timeouts.',
      ].join('\n'),
      skills,
    );
    const [entry] = parseEntries(dataFile(skills[0]));
    expect(entry?.steps[0]).toBe('Check the proxy logs and note the upstream that timed out.');
    expect(entry?.steps).toHaveLength(5);
    const world = tinyWorld();
    const recalled = await runLoop(world, { skills });
    expect(world.isFixed()).toBe(true);
    expect(recalled.devops).toBe(6);
  });
});
