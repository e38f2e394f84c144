import { describe, expect, test } from 'vitest';
import {
  createEnvironment,
  deriveScenario,
  findScenario,
  type ScenarioDefinition,
} from '#lib/environment/index.ts';
import { distil, learn, renderDistilled } from './testing/learn-loop.ts';
import { runLoop, type Skill } from './testing/run-loop.ts';

/** The whole cycle on the bank's incidents, judged by the world's oracle. */

function scenario(id: string): ScenarioDefinition {
  const found = findScenario(id);
  if (!found) throw new Error(`No scenario ${id}.`);
  return found;
}

const RENAMED = {
  services: {
    'api-gateway': 'kite-edge',
    'backend-api': 'quarry',
    'payment-service': 'tollbooth',
    'notification-service': 'heron-post',
    'auth-service': 'turnstile',
    'redis-cache': 'larder',
    'user-db': 'ledger-store',
  },
  texts: { '/api/': '/v2/', '/payments/': '/tolls/' },
};
const VARIANTS = {
  'as written': (original: ScenarioDefinition) => original,
  'renamed, "…s" in the value': (original: ScenarioDefinition) =>
    deriveScenario(original, {
      ...RENAMED,
      keys: { upstream_timeout_ms: { key: 'proxy_read_timeout', unit: 'text' } },
      scale: { latency: 3 },
    }),
  'renamed, another key, smaller numbers': (original: ScenarioDefinition) =>
    deriveScenario(original, {
      ...RENAMED,
      keys: { upstream_timeout_ms: { key: 'deadline_ms' } },
      scale: { latency: 0.4, load: 2 },
    }),
} as const;

async function play(
  definition: ScenarioDefinition,
  options: { seed?: number; skills?: readonly Skill[] } = {},
) {
  const { seed = 1, skills = [] } = options;
  const environment = createEnvironment(definition, seed);
  const world = {
    request: environment.request,
    call: (name: string, args: Record<string, unknown>) =>
      environment.execute(name, JSON.stringify(args)).result,
  };
  const run = await runLoop(world, { seed, skills });
  return {
    ...run,
    evaluation: environment.evaluate(run.final),
    tools: run.path.map((step) => step.split(' ')[0]),
  };
}

async function taught(definition: ScenarioDefinition): Promise<Skill[]> {
  const run = await play(definition);
  const skills: Skill[] = [];
  const report = await distil(run.messages, {
    status: 'success',
    description: createEnvironment(definition, 1).request,
  });
  await learn(renderDistilled(report), skills);
  return skills;
}

const devopsOf = (run: { devops: number }): number => run.devops;

// The first one reads the whole bank and the token table.
describe.each(Object.entries(VARIANTS))('the classic incidents, %s', { timeout: 30_000 }, (_, derive) => {
  test('Act 1 explores, the red herring included, and the oracle verifies it', async () => {
    const run = await play(derive(scenario('classic-act-1')));
    expect(run.evaluation).toMatchObject({ verified: true, diagnosis: { score: 100 } });
    expect(run.devops).toBeGreaterThanOrEqual(9);
    expect(run.devops).toBeLessThanOrEqual(12);
    const herring = /(?:notification-service|heron-post)$/;
    expect(run.path.some((step) => step.startsWith('check_logs') && herring.test(step))).toBe(true);
  });

  test('Act 2 with what Act 1 taught is verified with fewer DevOps calls than without', async () => {
    const skills = await taught(derive(scenario('classic-act-1')));
    const act2 = derive(scenario('classic-act-2'));
    const recalled = await play(act2, { skills });
    const control = await play(act2);
    expect(recalled.evaluation).toMatchObject({ verified: true, diagnosis: { score: 100 } });
    expect(control.evaluation.verified).toBe(true);
    expect(recalled.skill).toBe(2);
    expect(recalled.devops).toBeGreaterThanOrEqual(4);
    expect(recalled.devops).toBeLessThanOrEqual(6);
    expect(control.devops).toBeGreaterThanOrEqual(recalled.devops + 2);
  });

  test('on the twin with another cause the learned check keeps the agent from the learned fix', async () => {
    const skills = await taught(derive(scenario('classic-act-1')));
    const run = await play(derive(scenario('classic-act-2-twin')), { skills });
    expect(run.evaluation.verified).toBe(true);
    expect(run.evaluation.metrics.wrongWrites).toBe(0);
  });
});

test('names, keys and numbers do not change what is done', async () => {
  const paths = await Promise.all(
    Object.values(VARIANTS).map(async (derive) => (await play(derive(scenario('classic-act-1')))).tools),
  );
  expect(paths[1]).toEqual(paths[0]);
  expect(paths[2]).toEqual(paths[0]);
});

test('the figures hold over seeds', async () => {
  const skills = await taught(scenario('classic-act-1'));
  for (const seed of [2, 3, 5, 8, 13]) {
    const act1 = await play(scenario('classic-act-1'), { seed });
    const recalled = await play(scenario('classic-act-2'), { seed, skills });
    const control = await play(scenario('classic-act-2'), { seed });
    expect([act1, recalled, control].map((run) => run.evaluation.verified)).toEqual([true, true, true]);
    expect(devopsOf(recalled)).toBeLessThan(devopsOf(control));
    expect(devopsOf(recalled)).toBeLessThan(devopsOf(act1));
  }
});

describe('take the content of the skill away', () => {
  const file = 'gateway-and-http-errors.md';
  const withContent = (skill: Skill, content: string): Skill => ({
    ...skill,
    files: { ...skill.files, [file]: content },
  });

  test('and Act 2 is no shorter than without one', async () => {
    const [skill] = await taught(scenario('classic-act-1'));
    if (!skill) throw new Error('Nothing was learned.');
    const control = await play(scenario('classic-act-2'));
    const empty = await play(scenario('classic-act-2'), {
      skills: [withContent(skill, '# Gateway and HTTP errors\n')],
    });
    const guideOnly = await play(scenario('classic-act-2'), {
      skills: [{ ...skill, files: { 'SKILL.md': skill.files['SKILL.md'] ?? '' } }],
    });
    for (const run of [empty, guideOnly]) {
      expect(run.evaluation.verified).toBe(true);
      expect(run.devops).toBeGreaterThanOrEqual(control.devops);
      expect(run.devops + run.skill).toBeGreaterThan(control.devops);
    }
  });

  test('or make it wrong, and the agent recovers by exploring', async () => {
    const [skill] = await taught(scenario('classic-act-1'));
    if (!skill) throw new Error('Nothing was learned.');
    const control = await play(scenario('classic-act-2'));
    const text = (skill.files[file] ?? '')
      .replace(/ {2}4\. .*/, '  4. Increase the retries to 5.')
      .replace(/ {2}[23]\. .*\n/g, '');
    const run = await play(scenario('classic-act-2'), { skills: [withContent(skill, text)] });
    expect(run.evaluation.verified).toBe(true);
    expect(run.devops).toBeGreaterThan(control.devops);
    expect(run.final).toContain('max_retries');
  });

  test('or strip its check, and the twin is treated with the wrong fix first', async () => {
    const [skill] = await taught(scenario('classic-act-1'));
    if (!skill) throw new Error('Nothing was learned.');
    const text = (skill.files[file] ?? '')
      .replace(/^- \*\*Look-alikes.*\n/m, '')
      .replace(/If .*?, raise/, 'Raise')
      .replace('2 times the p99 latency', '4 times its current value');
    const run = await play(scenario('classic-act-2-twin'), { skills: [withContent(skill, text)] });
    const checked = await play(scenario('classic-act-2-twin'), { skills: [skill] });
    expect(run.devops).toBeGreaterThan(checked.devops);
    expect(run.calls.filter(({ name }) => name === 'update_config').map(({ args }) => args['key'])[0]).toBe(
      'upstream_timeout_ms',
    );
    expect(run.evaluation.verified).toBe(true);
  });
});
