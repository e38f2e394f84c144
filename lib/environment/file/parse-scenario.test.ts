import { describe, expect, test } from 'vitest';
import { createEnvironment } from '../create-environment.ts';
import { readBank } from './bank.ts';
import { hashScenario } from './hash-scenario.ts';
import { parseScenario } from './parse-scenario.ts';
import { scenarioJsonSchema } from './scenario-json-schema.ts';

const parse = (text: string) => parseScenario(text, (id) => readBank().topologies.get(id));
const HEAD = `id: mine
extends: shop
title: Mine
summary: Mine.
request: 'About {error} fail.'
`;

function problemsOf(text: string) {
  const parsed = parse(text);
  return parsed.ok ? [] : parsed.problems;
}

function scenarioOf(text: string) {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

describe('a file on top of a topology', () => {
  const base = scenarioOf(HEAD);
  const keysOf = (text: string) =>
    scenarioOf(text).services.find(({ name }) => name === 'orders-api')?.config;

  test('says only what differs', () => {
    expect(base.services).toHaveLength(12);
    expect(base.request).toBe('About 0 % fail.');
    const config = keysOf(`${HEAD}services: { orders-api: { config: { db_pool_max: 20 } } }`);
    expect(config?.find(({ key }) => key === 'db_pool_max')).toMatchObject({
      value: 20,
      range: [1, 400],
      effects: [{ kind: 'pool', to: 'orders-db', eager: true }],
    });
  });

  test('replaces fields of a key, adds keys and takes some away', () => {
    const config = keysOf(`${HEAD}services:
  orders-api:
    config:
      db_pool_max: { sane: [30, 60] }
      db_timeout_ms: null
      batch_wait_s: 4
`);
    const find = (key: string) => config?.find((setting) => setting.key === key);
    expect(find('db_pool_max')).toMatchObject({ value: 40, sane: [30, 60] });
    expect(find('db_timeout_ms')).toBeUndefined();
    expect(find('batch_wait_s')).toMatchObject({
      type: 'integer',
      unit: 's',
      range: [1, 400],
      applies: 'restart',
    });
  });

  test('appends lines to a log, or replaces them', () => {
    const logsOf = (field: string) =>
      scenarioOf(
        `${HEAD}services: { auth-service: { ${field}: [{ level: INFO, text: mine }] } }`,
      ).services.find(({ name }) => name === 'auth-service')?.logs ?? [];
    const usual = base.services.find(({ name }) => name === 'auth-service')?.logs ?? [];
    expect(logsOf('logs')).toHaveLength(usual.length + 1);
    expect(logsOf('logs').at(-1)).toMatchObject({ when: { is: 'always' }, unrelated: true, texts: ['mine'] });
    expect(logsOf('replaceLogs')).toHaveLength(1);
  });

  test('merges links by their ends, and leaves services out with their links', () => {
    const { services, links } = scenarioOf(`${HEAD}links: [{ from: orders-api, to: orders-db, holdMs: 315 }]
without: [mail-relay]
`);
    expect(links.find(({ from, to }) => from === 'orders-api' && to === 'orders-db')).toMatchObject({
      share: 1,
      holdMs: 315,
    });
    expect(services.map(({ name }) => name)).not.toContain('mail-relay');
    expect(links.some(({ to }) => to === 'mail-relay')).toBe(false);
  });
});

describe('mistakes are told with their line', () => {
  test.each([
    ['an unknown field', `${HEAD}sloo: { p99Ms: 5 }`, 'sloo', 6, /'sloo' is not known here/],
    [
      'an unknown effect',
      `${HEAD}services:\n  orders-api:\n    config:\n      db_pool_max: { effect: { kind: magic } }`,
      'services.orders-api.config.db_pool_max.effect.kind',
      9,
      /no such kind/,
    ],
    [
      'a value out of its range',
      `${HEAD}services:\n  orders-api:\n    config:\n      db_pool_max: 4000`,
      'services.orders-api.config.db_pool_max',
      9,
      /out of its range/,
    ],
    [
      'a link that leads nowhere',
      `${HEAD}links: [{ from: orders-api, to: nobody, share: 1 }]`,
      'links.18',
      6,
      /no service 'nobody'/,
    ],
    ['a circle', `${HEAD}links: [{ from: orders-db, to: orders-api, share: 1 }]`, 'links', 6, /in a circle/],
    ['a topology that is not there', HEAD.replace('shop', 'shoop'), 'extends', 2, /no topology 'shoop'/],
    [
      'a fix that the tools refuse',
      `${HEAD}root:\n  service: orders-api\n  key: db_pool_max\n  cause: { is: pool_covers, from: orders-api, to: orders-db }\n  fix: [{ service: orders-api, key: db_pool_max, value: 9999 }]`,
      'root.fix.0',
      10,
      /Refused: db_pool_max takes/,
    ],
    [
      'a cause about something that is not there',
      `${HEAD}root:\n  service: orders-api\n  key: db_pool_max\n  cause: { is: disk_fits, volume: moon }\n  restarts: [orders-api]\n  fix: []`,
      'root.cause',
      9,
      /no volume 'moon'/,
    ],
  ])('%s', (_name, text, path, line, message) => {
    expect(problemsOf(text)[0]).toMatchObject({ path, line, message: expect.stringMatching(message) });
  });
});

describe('hostile files', () => {
  test.each([
    ['aliases', `${HEAD}nodes: &a { x: { memoryMb: 1 } }\nvolumes: *a`, /(alias|anchor) .* not allowed/],
    ['merge keys', `${HEAD}slo: { <<: { p99Ms: 1 } }`, /merge key|not known here/],
    ['tags', `${HEAD}title2: !!js/function 'x'`, /tag|Unresolved/i],
    ['doubled keys', `${HEAD}id: other`, /unique/i],
    ['ten megabytes', `${HEAD}# ${'x'.repeat(10_000_000)}`, /characters/],
    ['a tower of brackets', `${HEAD}nodes: ${'['.repeat(5000)}`, /nested/],
    ['a tower of dashes', `${HEAD}nodes: ${'- '.repeat(5000)}x`, /nested/],
    ['a load without end', `${HEAD}entry: { rps: 1.0e308 }`, /at most/],
    ['no YAML', 'a: [', /./],
    ['nothing', '', /./],
    ['a list', '[1, 2]', /./],
    ['prototype keys', `${HEAD}services: { __proto__: { type: x } }`, /./],
  ])('%s', (_name, text, message) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map((problem) => problem.message).join('; ')).toMatch(message);
  });
});

describe('what is kept of a scenario', () => {
  test('the hash says the same for the same content in another order', () => {
    const one = scenarioOf(`${HEAD}slo: { p99Ms: 800, maxErrorRate: 0.02 }`);
    const other = scenarioOf(`${HEAD}slo: { maxErrorRate: 0.02, p99Ms: 800 }`);
    expect(hashScenario(one)).toBe(hashScenario(other));
    expect(hashScenario(one)).not.toBe(hashScenario(scenarioOf(HEAD)));
  });

  test('the complete form plays like the file', () => {
    const scenario = scenarioOf(HEAD);
    const stored = structuredClone(scenario);
    expect(createEnvironment(stored, 7).snapshot()).toEqual(createEnvironment(scenario, 7).snapshot());
  });

  test('the language is there as JSON Schema, with words for each effect', () => {
    const schema = JSON.stringify(scenarioJsonSchema());
    expect(schema).toContain('"const":"idle_timeout"');
    expect(schema).toContain('Longest wait for a free connection');
  });
});
