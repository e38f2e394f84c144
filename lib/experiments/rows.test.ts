import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { samplePlan, sampleRunEvents } from '#lib/testing/sample-run.ts';
import { samplePlanOf, sampleRow } from '#lib/testing/sample-experiment-parts.ts';
import { analyseExperiment } from './analyse-experiment.ts';
import { makeRow } from './make-row.ts';
import { hashRows, orderRows } from './order-rows.ts';
import { byPlace } from './place-of.ts';
import { readClaim } from './read-claim.ts';
import { rowsCsv } from './rows-csv.ts';

describe('what an agent claims', () => {
  it.each([
    ['The incident is resolved. Root cause: the gateway stopped waiting.', true],
    ['Fixed by raising the timeout; error rate is back to normal.', true],
    ['Nothing needs to be changed: all services are healthy.', true],
    ['I could not find the cause. The service is still failing.', false],
    ['The incident is not resolved: I was unable to verify it.', false],
    ['Escalating to the database team.', false],
    ['The gateway has a timeout of 5 s.', null],
    ['', null],
  ])('%s', (message, claim) => {
    expect(readClaim(message)).toBe(claim);
  });
});

describe('rows', () => {
  const place = { experimentId: 'exp_1', block: 3, label: 'none', distillationId: null, attempt: 2 };
  const plan = samplePlan({ storyId: null, act: null, experiment: place });

  it('are a fold of the run’s events', () => {
    const view = foldRunEvents('run_1', sampleRunEvents('run_1', plan));
    const row = makeRow(view, 'near');
    expect(row).toMatchObject({
      id: 'run_1',
      block: 3,
      arm: 'none',
      attempt: 2,
      class: 'near',
      infrastructureError: false,
    });
    expect(row.calls).toBe(view.calls.length);
    expect(row.tokens).toBe(row.inputTokens + row.outputTokens);
  });

  it('of a run that infrastructure ended have no outcome', () => {
    const [first] = sampleRunEvents('run_1', plan);
    const error = { code: 'model_unreachable', message: 'Nobody answers.' } as const;
    const failed = { ...first, seq: 2, key: 'run.ended', type: 'run.failed', data: { error } } as const;
    const view = foldRunEvents('run_1', first ? [first, { runId: 'run_1', at: first.at, ...failed }] : []);
    expect(makeRow(view, 'near')).toMatchObject({
      infrastructureError: true,
      verified: false,
      harmful: false,
      error,
    });
    expect(() => makeRow(foldRunEvents('run_1', first ? [first] : []), 'near')).toThrow('has not ended');
  });

  it('have a hash that neither their order nor the time they took decides', () => {
    const rows = [
      sampleRow({ block: 1, id: 'b' }),
      sampleRow({ id: 'a' }),
      sampleRow({ id: 'c', arm: 'learned' }),
    ];
    expect(orderRows(rows).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(hashRows(rows.map((row) => ({ ...row, activeMs: 99 })).toReversed())).toBe(hashRows(rows));
    expect(hashRows(rows.slice(1))).not.toBe(hashRows(rows));
  });

  it('of one place are its attempts', () => {
    const places = byPlace([
      sampleRow({ attempt: 2 }),
      sampleRow({ infrastructureError: true }),
      sampleRow({ block: 1 }),
    ]);
    expect([...places.values()].map((rows) => rows.map(({ attempt }) => attempt))).toEqual([[1, 2], [1]]);
  });

  it('go into a table that no spreadsheet runs as a formula', () => {
    const csv = rowsCsv([sampleRow({ scenarioId: '=cmd("x")', cost: 0.5 })], 'a note');
    const [note, header, line] = csv.split('\r\n');
    expect(note).toBe('# a note');
    expect(line?.split(',')).toHaveLength(header?.split(',').length ?? 0);
    expect(line).toContain(`"'=cmd(""x"")"`);
  });

  it('give the same analysis in any order, with failed attempts left out', async () => {
    const rows = Array.from({ length: 8 }, (_, index) => index).flatMap((seed) => [
      sampleRow({ id: `n${seed}`, block: seed, seed, calls: 10 + (seed % 3) }),
      sampleRow({ id: `l${seed}`, block: seed, seed, arm: 'learned', calls: 6 + (seed % 2) }),
    ]);
    const failed = sampleRow({ id: 'f', block: 0, attempt: 3, infrastructureError: true });
    const input = { plan: samplePlanOf(), planHash: 'hash', distillations: [], complete: true };
    const one = await analyseExperiment({ ...input, rows: [...rows, failed] });
    const other = await analyseExperiment({ ...input, rows: [failed, ...rows.toReversed()] });
    expect(other).toEqual(one);
    expect(one.paired.infrastructureErrors).toEqual(['f']);
    expect(one.verdict.code).toBe('cannot_tell');
    expect(one.falseVerdicts?.rate).toBe(0);
  });
});
