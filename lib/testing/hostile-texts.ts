/** A scenario text that somebody careless or hostile could send. */
export interface HostileText {
  name: string;
  text: string;
}

/** A small file that is right; every generated text is one step away from it. */
export const GOOD_TEXT = `# An incident of ours.
id: victim
family: db-pool
class: learning
extends: shop
title: Orders wait
summary: Orders fail now and then.
request: 'Orders fail, about {error}. Please fix it.'
startsAt: 2026-05-12T09:20:00Z
entry: { service: edge-gateway, rps: 380 }
slo: { maxErrorRate: 0.01, p99Ms: 900 }
nodes:
  node-a: { memoryMb: 6144 }
volumes:
  data-orders: { sizeGb: 400, otherGb: 60 }
bursts: [{ service: payments-api, every: 8, ticks: 1, factor: 1.1 }]
services:
  orders-api:
    type: application
    latency: { p50Ms: 90, p99Ms: 380 }
    p99TargetMs: 900
    slow: { share: 0.01, backlogTicks: 2 }
    errorRate: 0
    waste: 0.2
    configVersion: 113
    config:
      db_pool_max: { value: 20, range: [1, 500], sane: [1, 90], applies: restart }
      audit_days: { value: 30, type: integer, range: [1, 365] }
    gauges: [{ label: db_pool, reads: pool, to: orders-db }]
    logs:
      - { when: pool_waiting orders-db, level: ERROR, every: 2, text: 'no connection after {elapsed} ms' }
links:
  - { from: orders-api, to: orders-db, share: 1, holdMs: 315 }
without: [mail-relay]
root:
  service: orders-api
  key: db_pool_max
  involves: orders-db
  cause: { is: pool_covers, from: orders-api, to: orders-db, atLeast: 1.05 }
  fix: [{ service: orders-api, key: db_pool_max, value: 44 }]
  lookAt: [orders-db]
symptoms: ['503', waiting]
redHerrings:
  - { service: payments-api, is: recent_change, detail: Deployed this morning. }
`;

const VALUES = [
  'null',
  'true',
  '-1',
  '0',
  '1e308',
  '-1e308',
  '1e-308',
  '.nan',
  '.inf',
  '9007199254740993',
  "''",
  'nowhere',
  '__proto__',
  '[]',
  '{}',
  '[[[[[1]]]]]',
  '{ __proto__: { polluted: true } }',
  '{ constructor: { prototype: { polluted: true } } }',
  "'{error}{lag}{upstream}'",
] as const;

const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
];

const lines = (text: string): string[] => text.split('\n');
const put = (line: string): string => `${GOOD_TEXT}${line}\n`;

/** Every plain value, list and map of the good text, replaced by each of the values. */
function replaced(): HostileText[] {
  const spots = [
    ...GOOD_TEXT.matchAll(
      /(?<=[:,[{] )(?!['#|>])[^\s,:{}[\]]+(?=[\s,}\]])|(?<=: )(?:\{[^\n]*\}|\[[^\n]*\]|'[^\n']*')/g,
    ),
  ];
  return spots.flatMap((spot) =>
    VALUES.map((value) => ({
      name: `${lines(GOOD_TEXT.slice(0, spot.index)).length}: ${spot[0].slice(0, 24)} → ${value}`,
      text: GOOD_TEXT.slice(0, spot.index) + value + GOOD_TEXT.slice(spot.index + spot[0].length),
    })),
  );
}

/** Each line left out, doubled, or indented differently. */
function shaken(): HostileText[] {
  const all = lines(GOOD_TEXT);
  return all.flatMap((line, index) => {
    const change = (...instead: string[]) => all.toSpliced(index, 1, ...instead).join('\n');
    return [
      { name: `without line ${index + 1}`, text: change() },
      { name: `line ${index + 1} twice`, text: change(line, line) },
      { name: `line ${index + 1} further in`, text: change(`   ${line}`) },
      { name: `line ${index + 1} with a tab`, text: change(`\t${line}`) },
      { name: `cut after line ${index + 1}`, text: all.slice(0, index).join('\n') },
    ];
  });
}

/** What YAML offers to those who want to do harm. */
function tricks(): HostileText[] {
  const laughs = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? 'l0: &l0 [x, x, x, x]'
      : `l${level}: &l${level} [*l${level - 1}, *l${level - 1}, *l${level - 1}]`,
  );
  const deep = [10, 100, 1000, 20_000];
  return [
    { name: 'anchor and alias', text: put('a: &a 1\nb: *a') },
    { name: 'alias alone', text: put('b: *nothing') },
    { name: 'alias to itself', text: put('a: &a [*a]') },
    { name: 'billion laughs', text: put(laughs.join('\n')) },
    { name: 'merge key', text: put('a: &a { x: 1 }\nb: { <<: *a }') },
    { name: 'merge key without alias', text: put('b: { <<: { x: 1 } }') },
    ...[
      '!!js/function',
      '!!python/object:os.system',
      '!!binary',
      '!!set',
      '!!omap',
      '!mine',
      '!<tag:x,2000:y>',
      '!!timestamp',
    ].map((tag) => ({ name: `tag ${tag}`, text: GOOD_TEXT.replace('title: ', `title: ${tag} `) })),
    { name: 'two documents', text: `${GOOD_TEXT}---\n${GOOD_TEXT}` },
    { name: 'directive', text: `%YAML 1.1\n---\n${GOOD_TEXT}` },
    { name: 'unknown directive', text: `%EVIL x\n---\n${GOOD_TEXT}` },
    { name: 'nothing', text: '' },
    { name: 'spaces', text: '   \n\t\n' },
    { name: 'a comment', text: '# nothing here' },
    { name: 'a number', text: '42' },
    { name: 'a list', text: '- a\n- b' },
    { name: 'null', text: 'null' },
    { name: 'a text', text: '"just a text"' },
    { name: 'JSON', text: '{"id": "victim", "extends": "shop"}' },
    { name: 'open bracket', text: put('x: [') },
    { name: 'open quote', text: put("x: 'abc") },
    { name: 'NUL', text: put('x: \0') },
    { name: 'what is left of a wrong byte', text: put('x: \uFFFD') },
    { name: 'byte order mark', text: `\uFEFF${GOOD_TEXT}` },
    { name: 'lone surrogate', text: put('x: "\uD800"') },
    { name: 'carriage returns', text: GOOD_TEXT.replaceAll('\n', '\r\n') },
    { name: 'old line ends', text: GOOD_TEXT.replaceAll('\n', '\r') },
    { name: 'long line', text: put(`summary: ${'x'.repeat(150_000)}`) },
    { name: 'too long', text: put(`# ${'x'.repeat(250_000)}`) },
    { name: 'complex key', text: put('? [a, b]\n: 1') },
    { name: 'number as key', text: put('1: 2') },
    { name: 'null as key', text: put('~: 2') },
    ...deep.map((depth) => ({
      name: `flow ${depth} deep`,
      text: put(`x: ${'['.repeat(depth)}${']'.repeat(depth)}`),
    })),
    ...deep.map((depth) => ({
      name: `maps ${depth} deep`,
      text: put(`x: ${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`),
    })),
    ...[10, 100, 600].map((depth) => ({
      name: `block ${depth} deep`,
      text: put(Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:`).join('\n')),
    })),
    ...deep.map((depth) => ({ name: `dashes ${depth} deep`, text: put(`x:\n${'- '.repeat(depth)}1`) })),
    ...PROTOTYPE_KEYS.flatMap((key) => [
      { name: `${key} at the top`, text: put(`${key}: { polluted: true }`) },
      {
        name: `${key} as service`,
        text: GOOD_TEXT.replace('  orders-api:', `  ${key}: { type: x }\n  orders-api:`),
      },
      {
        name: `${key} as setting`,
        text: GOOD_TEXT.replace('      audit_days:', `      ${key}: 1\n      audit_days:`),
      },
      {
        name: `${key} as volume`,
        text: GOOD_TEXT.replace('  data-orders:', `  ${key}: { sizeGb: 1 }\n  data-orders:`),
      },
      { name: `${key} as topology`, text: GOOD_TEXT.replace('extends: shop', `extends: ${key}`) },
      {
        name: `${key} as effect`,
        text: GOOD_TEXT.replace('applies: restart', `applies: restart, effect: { kind: ${key} }`),
      },
      {
        name: `${key} as service of the root`,
        text: GOOD_TEXT.replace('  service: orders-api\n', `  service: ${key}\n`),
      },
    ]),
    { name: 'unknown rule', text: GOOD_TEXT.replace('is: pool_covers', 'is: magic') },
    {
      name: 'unknown effect',
      text: GOOD_TEXT.replace('applies: restart', 'applies: restart, effect: { kind: magic }'),
    },
    { name: 'unknown signal', text: GOOD_TEXT.replace('pool_waiting orders-db', 'moon_full') },
    {
      name: 'signal of no link',
      text: GOOD_TEXT.replace('pool_waiting orders-db', 'timed_out edge-gateway'),
    },
    { name: 'unknown gauge', text: GOOD_TEXT.replace('reads: pool', 'reads: mind') },
    {
      name: 'circle',
      text: GOOD_TEXT.replace('without:', '  - { from: orders-db, to: orders-api, share: 1 }\nwithout:'),
    },
    {
      name: 'link to itself',
      text: GOOD_TEXT.replace('without:', '  - { from: orders-db, to: orders-db, share: 1 }\nwithout:'),
    },
    {
      name: 'link to nowhere',
      text: GOOD_TEXT.replace('without:', '  - { from: orders-api, to: nowhere, share: 1 }\nwithout:'),
    },
    { name: 'without the root', text: GOOD_TEXT.replace('[mail-relay]', '[orders-api]') },
    {
      name: 'without everything',
      text: GOOD_TEXT.replace('[mail-relay]', '[edge-gateway, orders-db, catalog-db]'),
    },
    { name: 'unreachable fix', text: GOOD_TEXT.replace('value: 44 }', 'value: 99999 }') },
    {
      name: 'fix of no key',
      text: GOOD_TEXT.replace('key: db_pool_max, value: 44', 'key: nothing, value: 44'),
    },
    { name: 'no fix', text: GOOD_TEXT.replace(/fix: .*/, 'fix: []') },
    {
      name: 'deep cause',
      text: GOOD_TEXT.replace(/cause: .*/, `cause: ${'{ is: all, of: ['.repeat(15)}${'] }'.repeat(15)}`),
    },
    {
      name: 'many services',
      text: GOOD_TEXT.replace(
        'links:',
        `${Array.from({ length: 2000 }, (_, index) => `  s${index}: { type: x }`).join('\n')}\nlinks:`,
      ),
    },
    {
      name: 'many whole services',
      text: GOOD_TEXT.replace(
        'links:',
        `${Array.from({ length: 1500 }, (_, index) => `  s${index}: { type: x, latency: { p50Ms: 1, p99Ms: 2 }, p99TargetMs: 3 }`).join('\n')}\nlinks:`,
      ),
    },
    {
      name: 'many links',
      text: GOOD_TEXT.replace(
        'without:',
        `${Array.from({ length: 3000 }, () => '  - { from: orders-api, to: events-broker, share: 1 }').join('\n')}\nwithout:`,
      ),
    },
    { name: 'regular expression as name', text: GOOD_TEXT.replace('id: victim', 'id: (a+)+$') },
    { name: 'path as id', text: GOOD_TEXT.replace('id: victim', 'id: ../../etc/passwd') },
    { name: 'markup as title', text: GOOD_TEXT.replace('Orders wait', '<script>alert(1)</script>') },
  ];
}

/** All of them. */
export const hostileTexts = (): HostileText[] => [...tricks(), ...shaken(), ...replaced()];
