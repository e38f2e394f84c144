import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryLab, type TemporaryLab } from '#lib/testing/temporary-lab.ts';
import { buildState } from './build-state.ts';

describe('the state of the build', () => {
  let project: TemporaryLab;
  const write = (path: string, minute: number) => {
    const file = join(project.dataDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    const time = new Date(Date.UTC(2026, 10, 22, 10, minute));
    utimesSync(file, time, time);
  };
  const state = () => buildState(project.dataDir, '.next');

  beforeEach(() => {
    project = temporaryLab();
    write('app/page.tsx', 1);
    write('package-lock.json', 1);
    write('.next/BUILD_ID', 2);
    write('.next/prerender-manifest.json', 3);
  });
  afterEach(() => project.remove());

  it('is current when nothing that it contains is newer', () => {
    expect(state()).toBe('current');
  });

  it('is missing before the first build, and after one that was interrupted', () => {
    rmSync(join(project.dataDir, '.next/prerender-manifest.json'));
    expect(state()).toBe('missing');
    rmSync(join(project.dataDir, '.next'), { recursive: true });
    expect(state()).toBe('missing');
  });

  it.each(['app/runs/[id]/page.tsx', 'lib/agent/index.ts', 'package-lock.json', 'public/logo.svg'])(
    'is outdated when %s changes',
    (path) => {
      write(path, 4);
      expect(state()).toBe('outdated');
    },
  );

  it.each([
    'lib/agent/loop.test.ts',
    'lib/testing/lab.ts',
    'lib/cli/start.ts',
    'docs/http-api.md',
    'README.md',
  ])('stays current when %s changes, which no build contains', (path) => {
    write(path, 4);
    expect(state()).toBe('current');
  });
});
