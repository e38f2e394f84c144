import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listScenarios } from '#lib/environment/index.ts';

const root = import.meta.dirname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** What belongs to single incidents: names of services and keys, and numbers too particular to be anybody's constant. */
function answersOf(): { names: string[]; numbers: string[] } {
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const scenario of listScenarios()) {
    names.add(scenario.id);
    for (const service of scenario.services) {
      if (service.name.includes('-')) names.add(service.name);
      numbers.add(String(service.latency.p99Ms));
      for (const { key, value } of service.config) {
        if (key.includes('_')) names.add(key);
        if (typeof value === 'number') numbers.add(String(value));
      }
    }
  }
  // Powers of ten, bytes and units of time are everybody's.
  const common = /^(?:10*|24|60|1024|3600|60000|3600000|86400000)$/;
  return {
    names: [...names],
    numbers: [...numbers].filter((number) => /^\d{3,}$/.test(number) && !common.test(number)),
  };
}

test('no source of the offline model knows a scenario, a service, a key or a number of the bank', () => {
  expect(sources.length).toBeGreaterThan(30);
  const { names, numbers } = answersOf();
  expect(names.length).toBeGreaterThan(20);
  const alone = (word: string) => new RegExp(`(?<![\\w.-])${word}(?![\\w-])`);
  const hits = sources.flatMap(({ path, text }) =>
    [...names, ...numbers]
      .filter((answer) => alone(answer).test(text.replaceAll(/(?<=\d)_(?=\d)/g, '')))
      .map((answer) => `${path}: ${answer}`),
  );
  expect(hits).toEqual([]);
});
