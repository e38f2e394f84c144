import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEnvironment, listScenarios } from '#lib/environment/index.ts';

const root = import.meta.dirname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Seeds give services other names. */
const SEEDS = [1, 2, 4];

/** 5, 200 and 30 000 are everybody's, as are powers of ten, bytes and units of time; 4 850 is somebody's. */
function isParticular(number: string): boolean {
  const significant = number.replace(/0+$/, '').length;
  const common = /^(?:10*|24|60|1024|3600|60000|3600000|86400000)$/;
  return (
    /^\d{3,}$/.test(number) &&
    !common.test(number) &&
    (significant > 2 || (significant === 2 && number.length > 3))
  );
}

/** What belongs to single incidents: names of services, keys and values, and numbers too particular to be anybody's constant. */
function answersOf(): { names: string[]; numbers: string[] } {
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const scenario of listScenarios()) {
    names.add(scenario.id);
    for (const seed of SEEDS) {
      // Of the seeded names only compounds: the protocol has an encoder of its own.
      for (const { name } of createEnvironment(scenario, seed).snapshot().services)
        if (name.includes('-')) names.add(name);
    }
    for (const service of scenario.services) {
      names.add(service.name);
      numbers.add(String(service.latency.p99Ms));
      for (const { key, value } of service.config) {
        if (/[_.]/.test(key)) names.add(key);
        if (typeof value === 'number') numbers.add(String(value));
        if (typeof value === 'string' && /[-_./]/.test(value) && value.length > 4) names.add(value);
      }
    }
  }
  return { names: [...names], numbers: [...numbers].filter(isParticular) };
}

test(
  'no source of the offline model knows a scenario, a service, a key, a value or a number of the bank',
  { timeout: 60_000 },
  () => {
    expect(sources.length).toBeGreaterThan(50);
    const { names, numbers } = answersOf();
    expect(names.length).toBeGreaterThan(100);
    const quoted = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    const alone = (word: string) => new RegExp(`(?<![\\w.-])${quoted(word)}(?![\\w-])`);
    const hits = sources.flatMap(({ path, text }) =>
      [...names, ...numbers]
        .filter((answer) => alone(answer).test(text.replaceAll(/(?<=\d)_(?=\d)/g, '')))
        .map((answer) => `${path}: ${answer}`),
    );
    expect(hits).toEqual([]);
  },
);
