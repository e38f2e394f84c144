import { expect, it } from 'vitest';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { runWithCalls, verifiedEnd } from '#lib/testing/run-with-calls.ts';
import { compareHref } from './compare-href.ts';
import { prepareRunOptions } from './prepare-picker.ts';

const act2 = summariseRun(
  runWithCalls(['status a'], {
    runId: 'run_000000abcdef',
    plan: { act: 2, arm: 'learned', scenarioTitle: 'Act 2: 502s again' },
    end: verifiedEnd,
  }),
);
const other = summariseRun(runWithCalls([], { runId: 'run_000000fedcba', plan: { act: null } }));

it('offers the runs of a story before the others, told apart by what tells them apart', () => {
  expect(prepareRunOptions([other, act2])).toEqual([
    {
      title: 'Runs of a story',
      options: [
        {
          runId: 'run_000000abcdef',
          text: 'Act 2 · 11-22 10:00 · verified · 1 call · 502s again · seed 1 · …abcdef',
        },
      ],
    },
    {
      title: 'Other runs',
      options: [
        {
          runId: 'run_000000fedcba',
          text: 'none · 11-22 10:00 · running · 0 calls · Gateway times out on a slow upstream · seed 1 · …fedcba',
        },
      ],
    },
  ]);
});

it('has no group for runs that do not exist', () => {
  expect(prepareRunOptions([])).toEqual([]);
});

it('gives a comparison its address', () => {
  expect(compareHref({ a: 'run_1', c: 'run_3' }, 'ac')).toBe('/compare?a=run_1&c=run_3&pair=ac');
  expect(compareHref({})).toBe('/compare');
});
