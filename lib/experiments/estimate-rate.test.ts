import { describe, expect, it } from 'vitest';
import { rateOfExperiments, rateOfRuns, type PastExperiment } from './estimate-rate.ts';

const past = (perRun: number, change: Partial<PastExperiment> = {}): PastExperiment => ({
  workedMs: perRun * 100,
  elapsedMs: perRun * 100,
  runs: 100,
  concurrency: 4,
  ...change,
});
const offline = { concurrency: 4, isSimulated: true };

describe('how long a run of an experiment takes', () => {
  it('is the median of the last experiments, which one on a busy machine does not move', () => {
    const rate = rateOfExperiments([past(700), past(90), past(100), past(110), past(120)], offline);
    expect(rate).toMatchObject({ ms: 110, low: 90, high: 700 });
    expect(rate?.says).toContain('the median of the last 5 experiments with this model and 4 at once');
  });

  it('is half to double where there are too few to show how much they differ', () => {
    expect(rateOfExperiments([past(100)], offline)).toMatchObject({ ms: 100, low: 50, high: 200 });
    expect(rateOfExperiments([past(100), past(200)], offline)).toMatchObject({ ms: 150, low: 50, high: 400 });
  });

  it('prefers experiments with as many runs at once; elsewhere scales a model that is not the lab’s own', () => {
    const both = [past(50, { concurrency: 8 }), past(100)];
    expect(rateOfExperiments(both, offline)?.ms).toBe(100);
    const other = [past(50, { concurrency: 8 })];
    expect(rateOfExperiments(other, { concurrency: 4, isSimulated: false })?.ms).toBe(100);
    expect(rateOfExperiments(other, offline)?.ms).toBe(50);
    expect(rateOfExperiments(other, offline)?.says).toContain('with other numbers at once');
  });

  it('leaves out experiments that say little: short ones, and those that were down in between', () => {
    expect(rateOfExperiments([past(100, { runs: 19 })], offline)).toBeNull();
    expect(rateOfExperiments([past(100, { elapsedMs: 60_000 })], offline)).toBeNull();
    expect(rateOfExperiments([], offline)).toBeNull();
  });

  it('looks at the newest seven', () => {
    const rates = Array.from({ length: 20 }, (_, index) => past(100 + index));
    expect(rateOfExperiments(rates, offline)).toMatchObject({ ms: 103, low: 100, high: 106 });
  });

  it('falls back on single runs, as many as the plan has at once', () => {
    expect(rateOfRuns([8000, 4000, 60_000], { concurrency: 4 })).toMatchObject({
      ms: 2000,
      low: 1000,
      high: 4000,
    });
    expect(rateOfRuns([4000, 8000], { concurrency: 1 })?.ms).toBe(6000);
    expect(rateOfRuns([], { concurrency: 4 })).toBeNull();
  });
});
