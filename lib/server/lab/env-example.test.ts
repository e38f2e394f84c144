import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENV_NAMES } from './parse-env.ts';

/** Names at the start of a line, with or without a value. */
const listed = (file: string, pattern: RegExp) =>
  new Set([...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name));

describe('the configuration is documented', () => {
  it('in .env.example, every variable and no other', () => {
    expect(listed('.env.example', /^([A-Z_0-9]+)=/gm)).toEqual(new Set(ENV_NAMES));
  });

  it('in the README, every variable', () => {
    const named = listed('README.md', /`([A-Z_0-9]+)`/g);
    expect(ENV_NAMES.filter((name) => !named.has(name))).toEqual([]);
  });
});
