import { beforeAll, describe, expect, test } from 'vitest';
import { distil } from '../testing/learn-loop.ts';
import { type LoopResult, runLoop } from '../testing/run-loop.ts';
import { tinyWorld } from '../testing/tiny-world.ts';

const user = (content: string) => ({ role: 'user', content });
const agent = (content: string) => ({ role: 'assistant', content });

let run: LoopResult;
const request = tinyWorld().request;
beforeAll(async () => {
  run = await runLoop(tinyWorld());
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
