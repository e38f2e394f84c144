import { describe, expect, it } from 'vitest';
import { amountScale, pointsScale, rateScale, ratioScale, ticksThatFit } from './scale.ts';

describe('scales', () => {
  it('show log ratios in percent, with zero on the axis whatever the values', () => {
    const scale = ratioScale([Math.log(0.5), Math.log(0.7)]);
    expect(scale.ticks.map(({ label }) => label)).toEqual(['−50 %', '−25 %', '−10 %', '0 %', '+10 %']);
    expect(scale.place(0)).toBeGreaterThan(scale.place(Math.log(0.5)));
    expect(scale.place(-99)).toBe(0);
  });

  it('keep differences of rates symmetric around zero', () => {
    const scale = pointsScale([-0.3, 0.1]);
    expect(scale.place(0)).toBeCloseTo(0.5);
    expect(scale.ticks.map(({ label }) => label)).toEqual(['−25', '0', '+25']);
  });

  it('leave out ticks whose labels would meet, never zero', () => {
    const scale = ratioScale([Math.log(0.9), Math.log(1.6)]);
    expect(scale.ticks.map(({ label }) => label)).toEqual(['−10 %', '0 %', '+10 %', '+25 %', '+50 %']);
    expect(ticksThatFit(scale, 160).map(({ label }) => label)).toEqual(['0 %', '+50 %']);
    expect(ticksThatFit(scale, 900)).toEqual(scale.ticks);
  });

  it('begin rates and amounts at zero', () => {
    expect(rateScale().ticks.map(({ label }) => label)).toEqual(['0 %', '25 %', '50 %', '75 %', '100 %']);
    expect(amountScale([13.2]).ticks.map(({ label }) => label)).toEqual(['0', '5', '10', '15']);
    expect(amountScale([13.2]).place(0)).toBe(0);
  });
});
