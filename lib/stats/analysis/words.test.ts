import { describe, expect, it } from 'vitest';
import { figure, points, sharePercent, signedPercent } from './words.ts';

describe('figures in sentences', () => {
  it('have one decimal below ten and none above', () => {
    expect([0, 0.25, -4.96, 9.94, 10.4, -36.2, 1234.5].map((value) => figure(value))).toEqual([
      '0',
      '0.3',
      '-5',
      '9.9',
      '10',
      '-36',
      '1235',
    ]);
    expect([points(0.01), points(-0.2), signedPercent(12), sharePercent(0.5)]).toEqual([
      '+1 point',
      '-20 points',
      '+12 %',
      '50 %',
    ]);
  });

  it('are not 0 unless they are, and a share is not 100 % unless it is', () => {
    expect([signedPercent(-0.04), signedPercent(0.003), signedPercent(1e-13)]).toEqual([
      '-0.04 %',
      '+0.003 %',
      '0 %',
    ]);
    expect([sharePercent(299 / 300), sharePercent(1), sharePercent(0)]).toEqual(['99.7 %', '100 %', '0 %']);
  });

  it('never stand on the limit they are compared with, nor across it', () => {
    // 28 pairs without harm bound it at 10.15 %, which is not "at most 10 %".
    expect(sharePercent(1 - 0.05 ** (1 / 28), 0.1)).toBe('10.1 %');
    expect(sharePercent(1 - 0.05 ** (1 / 29), 0.1)).toBe('9.8 %');
    expect([points(-0.0496, -0.05), points(-0.0504, -0.05), points(-0.05, -0.05)]).toEqual([
      '-4.96 points',
      '-5.04 points',
      '-5 points',
    ]);
    expect([signedPercent(-9.97, -10), signedPercent(-10.3, -10)]).toEqual(['-9.97 %', '-10.3 %']);
  });
});
