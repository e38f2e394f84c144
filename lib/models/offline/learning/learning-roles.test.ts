import { beforeAll, describe, expect, test } from 'vitest';
import { parseEntries } from '../procedure/parse-entries.ts';
import { parseStep } from '../procedure/parse-step.ts';
import { argText } from '../transcript/tool-uses.ts';
import { type Call, distil, extractTasks, learn, renderDistilled } from '../testing/learn-loop.ts';
import { type LoopResult, runLoop, type Skill } from '../testing/run-loop.ts';
import { tinyWorld } from '../testing/tiny-world.ts';

const user = (content: string) => ({ role: 'user', content });
const agent = (content: string) => ({ role: 'assistant', content });
const named = (calls: readonly Call[], name: string) =>
  calls.filter((made) => made.name === name).map(({ args }) => args);

let run: LoopResult;
const request = tinyWorld().request;
beforeAll(async () => {
  run = await runLoop(tinyWorld());
});

describe('the task agent', () => {
  test('makes one task in the words of the user, links its messages, notes values and closes it as verified', async () => {
    const calls = await extractTasks(run.messages);
    expect(calls[0]?.name).toBe('report_thinking');
    expect(named(calls, 'insert_task')).toEqual([{ after_task_order: 0, task_description: request }]);
    expect(named(calls, 'append_messages_to_task')).toEqual([
      { task_order: 1, message_id_range: [0, run.messages.length - 2] },
    ]);
    const progress = named(calls, 'append_task_progress').map(({ progress: line }) => String(line));
    expect(progress.length).toBeLessThanOrEqual(3);
    expect(progress.every((line) => line.length <= 150)).toBe(true);
    expect(progress.join('\n')).toMatch(/28\.4 %.*1450 ms.*1600 → 4000/s);
    expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
    expect(calls.at(-1)?.name).toBe('finish');
  });

  test('goes on with the task of an earlier batch and closes it when the later one shows the end', async () => {
    const middle = 9;
    const first = await extractTasks(run.messages.slice(0, middle));
    expect(named(first, 'update_task')).toEqual([]);
    const second = await extractTasks(run.messages.slice(middle), {
      tasks: `Task 1: ${request} (Status: running)`,
    });
    expect(named(second, 'insert_task')).toEqual([]);
    expect(named(second, 'append_messages_to_task')).toHaveLength(1);
    expect(named(second, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
  });

  test('reopens a finished task before it adds to it', async () => {
    const calls = await extractTasks([user('It is still failing, please look again at the checkout error')], {
      tasks: 'Task 1: Fix the checkout error (Status: success)',
    });
    const statuses = named(calls, 'update_task').map(({ task_status: status }) => status);
    expect(statuses[0]).toBe('running');
  });

  test('keeps several requests apart and does not call an unfinished one done', async () => {
    const calls = await extractTasks([
      user('Please write a haiku about rain.'),
      agent('Here it is: soft rain on the roof. Done.'),
      user('Now find out why the nightly export is slow.'),
    ]);
    expect(named(calls, 'insert_task').map(({ task_description: text }) => text)).toEqual([
      'Please write a haiku about rain.',
      'Now find out why the nightly export is slow.',
    ]);
    expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
    expect(named(calls, 'append_messages_to_task').map(({ message_id_range: range }) => range)).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });

  test('marks a task as failed when the agent gave up or the user says that it did not work', async () => {
    const gaveUp = await extractTasks([
      user('Please fix the login errors.'),
      agent('I could not resolve this: nothing is left to look at.'),
    ]);
    const complaint = await extractTasks([
      user('Please fix the login errors.'),
      agent('Fixed.'),
      user('No, that did not work.'),
    ]);
    for (const calls of [gaveUp, complaint]) {
      expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'failed' }]);
    }
  });

  test('does not take a finding about a service for a surrender of the agent', async () => {
    const calls = await extractTasks([
      user('Please fix the login errors.'),
      agent('Resolved: the gateway gave up before its slow upstream could answer, and cannot any more.'),
    ]);
    expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
  });

  test('submits lasting preferences once, in the third person', async () => {
    const messages = [
      user(
        'Please fix the login errors. I prefer short summaries. From now on, tag releases with the ticket.',
      ),
    ];
    const calls = await extractTasks(messages);
    expect(named(calls, 'submit_user_preference').map(({ preference }) => preference)).toEqual([
      'The user prefers short summaries.',
      'The user wants from now on: tag releases with the ticket.',
    ]);
    const again = await extractTasks(messages, { preferences: '- The user prefers short summaries.' });
    expect(named(again, 'submit_user_preference')).toHaveLength(1);
  });

  test('has nothing to do for an empty batch', async () => {
    const calls = await extractTasks([]);
    expect(calls.map(({ name }) => name)).toEqual(['report_thinking', 'finish']);
  });
});

describe('the distiller', () => {
  test('tells the causal path from the dead end, although results reach it cut off', async () => {
    const { name, args } = await distil(run.messages, { status: 'success', description: request });
    expect(name).toBe('report_success_analysis');
    expect(args['key_decisions']).toEqual(
      expect.arrayContaining([expect.stringContaining('Left pigeon-mailer alone')]),
    );
    expect(args['approach']).toMatch(
      /ledger-core.*at least 2(?:\.5)? times the p99.*[Rr]estarted.*[Vv]erified/s,
    );
    expect(String(args['generalizable_pattern'])).not.toMatch(/ledger|harbour|1600|1450/);
    expect(args['applies_when']).toContain('Not when failed requests end far sooner than the limit');
  });

  test('skips what teaches nothing and keeps facts as facts', async () => {
    const lookup = await distil([user('Is it raining?'), agent('No.')], {
      status: 'success',
      description: 'Is it raining?',
    });
    expect(lookup.name).toBe('skip_learning');
    const facts = await distil(
      [
        user(
          'For your notes: our staging cluster runs in Helsinki and the on-call rotation is changed on Mondays.',
        ),
        agent('Noted.'),
      ],
      { status: 'success', description: 'Remember facts about staging' },
    );
    expect(facts.name).toBe('report_factual_content');
    expect(facts.args['facts']).toEqual([expect.stringContaining('Helsinki')]);
  });

  test('turns a failure into what should have been done', async () => {
    const world = tinyWorld();
    const silent = (name: string, args: Record<string, unknown>) =>
      name === 'check_logs' ? `No logs for 'x'.` : world.call(name, args);
    const failed = await runLoop(
      { request: world.request, call: silent },
      { system: 'At most 6 tool calls.' },
    );
    const { name, args } = await distil(failed.messages, { status: 'failed', description: world.request });
    expect(name).toBe('report_failure_analysis');
    expect(Object.values(args).every((value) => typeof value === 'string' && value.length > 10)).toBe(true);
  });

  test('never passes a credential on', async () => {
    const { args } = await distil(
      [user('Remember: the deploy token is sk-live-0123456789abcdef and the region is called north.')],
      { status: 'success', description: 'Remember that the password: hunter22 is used' },
    );
    expect(JSON.stringify(args)).not.toMatch(/0123456789abcdef|hunter22/);
  });
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
    expect(asked).toEqual(['look', 'look', 'look', 'change', 'restart', 'verify']);
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
