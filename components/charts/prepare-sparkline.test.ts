import { describe, expect, it } from 'vitest';
import { niceMax, sparklinePaths } from './prepare-sparkline.ts';

describe('a sparkline', () => {
  it('stands on zero and reaches from edge to edge', () => {
    expect(sparklinePaths([0, 5, 10], 10)).toEqual(['M0,100L50,50L100,0']);
  });

  it('breaks where a value is missing and keeps a lone point', () => {
    expect(sparklinePaths([1, null, 1], 1)).toEqual(['M0,0L0,0', 'M100,0L100,0']);
    expect(sparklinePaths([null, null], 1)).toEqual([]);
    expect(sparklinePaths([1], 2)).toEqual(['M0,50L0,50']);
  });

  it('has a round upper edge', () => {
    expect([niceMax([0.34]), niceMax([4200, 55]), niceMax([0, null]), niceMax([10])]).toEqual([
      0.5, 5000, 1, 20,
    ]);
  });
});
