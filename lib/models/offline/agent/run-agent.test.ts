import { describe, expect, test } from 'vitest';
import { ask, DEVOPS_TOOLS, runLoop, type Skill } from '../testing/run-loop.ts';
import { tinyWorld } from '../testing/tiny-world.ts';

const skill = (entry: string, name = 'incident-handbook'): Skill => ({
  name,
  description: 'Patterns for diagnosing and resolving incidents of production services',
  files: { 'SKILL.md': `---\nname: ${name}\ndescription: x\n---\n# Handbook\n`, 'gateway-errors.md': entry },
});

/** Worded as a language model would, with another system's key. */
const GOOD = skill(`## Reverse proxy 502: upstream too slow for the limit (date: 2030-01-01)
- Principle: The proxy gives up before the backend has answered.
- When to Apply: 502 or 504 with upstream timeout errors in the logs.
- Steps:
1. Check the gateway logs for "timed out" lines and note which backend is named
2. Compare the gateway's upstream_timeout_ms config against the backend's p99 latency
3. If p99 is close to or above the timeout, increase the timeout to at least 2x the p99 latency
4. Restart the gateway to apply the new config
5. Verify error rate drops to 0%`);

const WRONG = skill(`## 502 from a gateway
- When to Apply: a gateway returns 502 and its log shows upstream timeouts.
- Steps:
1. Read the gateway's config
2. Increase max_retries to 9
3. Restart the gateway
4. Verify that the errors are gone`);

/** The same advice with and without the check that tells its look-alike. */
const UNCONDITIONAL = `## 502 after a deployment
- When to Apply: a gateway returns 502 and connections fail or upstreams time out or refuse.
- Steps:
1. Read the log of the gateway
2. Raise its timeout to 3 times the current value
3. Restart the gateway
4. Verify the error rate`;
const CHECKED = UNCONDITIONAL.replace(
  '- Steps:',
  '- Look-alikes: Not when failed requests end far sooner than the limit: then the limit does not end them.\n- Steps:',
);

const writes = (path: readonly string[]) => path.filter((step) => step.startsWith('update_config')).length;

describe('without a skill', () => {
  test('looks at what the evidence names, the red herring too, before it changes one setting and verifies it', async () => {
    const world = tinyWorld();
    const run = await runLoop(world);
    expect(world.isFixed()).toBe(true);
    expect(run.path).toContain('check_service_status pigeon-mailer');
    expect(run.path).toContain('check_logs pigeon-mailer');
    expect(run.path.at(-1)).toBe('check_service_status harbour-gateway');
    expect(writes(run.path)).toBe(1);
    expect(run.devops).toBeGreaterThanOrEqual(9);
    expect(run.devops).toBeLessThanOrEqual(12);
    expect(run.final).toMatch(/harbour-gateway.*upstream_timeout_ms.*1600.*4000/s);
    expect(run.final).toContain('Ruled out: pigeon-mailer');
  });

  test('does not take a time limit for the cause when requests fail long before it', async () => {
    const world = tinyWorld({ fault: 'early', limit: 90, limitMs: 90 });
    await runLoop(world);
    expect(world.isFixed()).toBe(true);
    expect(world.config()['upstream_timeout_ms']).toBe(90);
  });

  test('changes nothing when nothing is wrong', async () => {
    const run = await runLoop(tinyWorld({ fault: 'none' }));
    expect(writes(run.path)).toBe(0);
    expect(run.path.some((step) => step.startsWith('restart'))).toBe(false);
    expect(run.final).toContain('changed nothing');
  });

  test('finds the service by the words of the request when it is not spelled out', async () => {
    const world = tinyWorld();
    const run = await runLoop({
      ...world,
      request: 'Our gateway answers 502 for a third of the requests, please fix',
    });
    expect(run.calls[0]?.result).toContain('Unknown service');
    expect(world.isFixed()).toBe(true);
  });

  test('spells a new value as the setting is spelled', async () => {
    const world = tinyWorld({
      limitKey: 'proxy_read_timeout',
      limit: '2s',
      toMs: (value) => Number.parseFloat(value) * 1000,
      tailMs: 2900,
    });
    await runLoop(world);
    expect(world.config()['proxy_read_timeout']).toBe('8s');
    expect(world.isFixed()).toBe(true);
  });

  test('keeps within a range that a refusal states', async () => {
    const world = tinyWorld();
    const strict = (name: string, args: Record<string, unknown>) =>
      name === 'update_config' && Number(args['value']) > 2500
        ? 'Refused: upstream_timeout_ms takes a whole number from 100 to 2500; got "4000".'
        : world.call(name, args);
    await runLoop({ request: world.request, call: strict });
    expect(world.config()['upstream_timeout_ms']).toBe(2500);
  });

  test('puts a change back that did not help, and says so when it finds nothing better', async () => {
    const world = tinyWorld();
    const stubborn = (name: string, args: Record<string, unknown>) =>
      name === 'check_service_status' && args['service_name'] === 'harbour-gateway'
        ? world
            .call(name, args)
            .replace(/status: \w+/, 'status: unhealthy')
            .replace(/error_rate: [\d.]+/, 'error_rate: 28.4')
        : world.call(name, args);
    const run = await runLoop({ request: world.request, call: stubborn });
    const values = run.calls.filter(({ name }) => name === 'update_config').map(({ args }) => args['value']);
    expect(values.slice(0, 2)).toEqual(['4000', '1600']);
    expect(world.config()['upstream_timeout_ms']).toBe(1600);
    expect(run.final).toContain('could not resolve');
  });

  test('ends with a message within the calls that it is given', async () => {
    const world = tinyWorld();
    const silent = (name: string, args: Record<string, unknown>) =>
      name === 'check_logs' ? `No logs for 'x'.` : world.call(name, args);
    const run = await runLoop(
      { request: world.request, call: silent },
      { system: 'Incident agent. At most 9 tool calls.' },
    );
    expect(run.devops).toBeLessThanOrEqual(9);
    expect(run.final).not.toBe('');
  });

  test('survives answers that it cannot read', async () => {
    const run = await runLoop({
      request: 'harbour-gateway returns 502 errors, fix it',
      call: () => '\u0000{"half": ',
    });
    expect(run.calls.length).toBeLessThan(40);
    expect(run.final).toContain('could not resolve');
  });

  test('asks for an incident when there is none in the request', async () => {
    const message = await ask({
      messages: [{ role: 'user', content: 'Good morning!' }],
      tools: DEVOPS_TOOLS,
    });
    expect(message.tool_calls).toBeUndefined();
    expect(message.content).toContain('incident');
  });
});

describe('with a skill', () => {
  test('reads it, follows its steps and needs fewer DevOps calls', async () => {
    const [helped, alone] = [tinyWorld(), tinyWorld()];
    const run = await runLoop(helped, { skills: [GOOD] });
    const control = await runLoop(alone);
    expect(helped.isFixed()).toBe(true);
    expect(run.skill).toBe(2);
    expect(run.path).toEqual([
      'check_logs harbour-gateway',
      'read_config harbour-gateway',
      'check_service_status ledger-core',
      'update_config harbour-gateway',
      'restart_service harbour-gateway',
      'check_service_status harbour-gateway',
    ]);
    expect(run.devops).toBeLessThan(control.devops);
  });

  test('gains nothing from an unrelated, an empty or a procedure-less one', async () => {
    const control = await runLoop(tinyWorld());
    const useless: Skill[][] = [
      [{ name: 'daily-logs', description: 'Keeps a log of what was done each day', files: {} }],
      [skill('# Gateway errors\n\nNothing here yet.\n')],
      [
        skill(
          '## Ordering lunch\n- When to Apply: it is noon and certificates expired.\n- Steps:\n1. Check the certificate\n2. Renew it',
        ),
      ],
    ];
    for (const skills of useless) {
      const world = tinyWorld();
      const run = await runLoop(world, { skills });
      expect(world.isFixed()).toBe(true);
      expect(run.devops).toBeGreaterThanOrEqual(control.devops);
    }
  });

  test('recovers from a wrong one: follows it, sees that it fails, puts it back and explores', async () => {
    const world = tinyWorld();
    const run = await runLoop(world, { skills: [WRONG] });
    const values = run.calls
      .filter(({ name }) => name === 'update_config')
      .map(({ args }) => `${String(args['key'])}=${String(args['value'])}`);
    expect(values).toEqual(['max_retries=9', 'max_retries=2', 'upstream_timeout_ms=4000']);
    expect(world.isFixed()).toBe(true);
    expect(world.config()['max_retries']).toBe(2);
    expect(run.final).toContain('max_retries');
  });

  test('is saved from a look-alike by the check that the skill states, and misled without it', async () => {
    const [checked, misled] = [tinyWorld({ fault: 'early' }), tinyWorld({ fault: 'early' })];
    const careful = await runLoop(checked, { skills: [skill(CHECKED)] });
    const careless = await runLoop(misled, { skills: [skill(UNCONDITIONAL)] });
    expect(writes(careful.path)).toBe(1);
    expect(writes(careless.path)).toBeGreaterThan(1);
    expect(careless.calls.find(({ name }) => name === 'update_config')?.args['key']).toBe(
      'upstream_timeout_ms',
    );
    expect(checked.isFixed()).toBe(true);
    expect(misled.isFixed()).toBe(true);
    expect(misled.config()['upstream_timeout_ms']).toBe(1600);
  });

  test('opens the one that fits among unrelated ones', async () => {
    const others = ['email-style', 'travel-planning', 'spreadsheet-tricks'].map((name) => ({
      name,
      description: `Notes on ${name}`,
      files: {},
    }));
    const run = await runLoop(tinyWorld(), { skills: [...others, GOOD] });
    expect(run.calls[0]?.args).toEqual({ skill_name: 'incident-handbook' });
    expect(run.skill).toBe(2);
  });

  test('goes on without a skill that cannot be read', async () => {
    const world = tinyWorld();
    const broken: Skill = { ...GOOD, files: {} };
    const run = await runLoop(world, { skills: [broken] });
    expect(world.isFixed()).toBe(true);
    expect(run.skill).toBeLessThanOrEqual(3);
  });
});
