/** The two ends of a chart's axis and what is written on it. */
export interface Axis {
  low: number;
  high: number;
  ticks: readonly { value: number; label: string }[];
}

const CHANGES = [-95, -90, -75, -50, -25, 0, 25, 50, 100, 200, 400, 900];
/** Beyond them an interval is cut: one scenario with few pairs must not squeeze all others to a point. */
const LEAST_RATIO = Math.log(0.05);
const MOST_RATIO = Math.log(10);

const signed = (value: number, unit: string): string =>
  value === 0 ? `0${unit}` : `${value > 0 ? '+' : '−'}${Math.abs(value)}${unit}`;
const isOn = (low: number, high: number) => (tick: { value: number }) =>
  tick.value >= low - 1e-9 && tick.value <= high + 1e-9;

/** Log ratios, written in percent; zero is on it. */
export function ratioAxis(values: readonly number[]): Axis {
  const low = Math.max(LEAST_RATIO, Math.min(-0.3, ...values)) - 0.05;
  const high = Math.min(MOST_RATIO, Math.max(0.3, ...values)) + 0.05;
  const ticks = CHANGES.map((percent) => ({
    value: Math.log1p(percent / 100),
    label: signed(percent, ' %'),
  }));
  return { low, high, ticks: apart(ticks.filter(isOn(low, high)), 0.16 * (high - low)) };
}

/** The ticks that keep clear of each other: zero first, then from the outside in. */
function apart(ticks: Axis['ticks'], least: number): Axis['ticks'] {
  const kept: Axis['ticks'][number][] = ticks.filter(({ value }) => value === 0);
  for (const tick of ticks.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))) {
    if (kept.every(({ value }) => Math.abs(value - tick.value) >= least)) kept.push(tick);
  }
  return kept.toSorted((a, b) => a.value - b.value);
}

/** Differences of rates, written in points; zero is in the middle. */
export function pointsAxis(values: readonly number[]): Axis {
  const most = Math.min(1, 1.05 * Math.max(0.1, ...values.map(Math.abs)));
  const step = [0.05, 0.1, 0.25, 0.5].find((each) => most / each <= 3) ?? 0.5;
  const ticks = [-3, -2, -1, 0, 1, 2, 3].map((index) => ({
    value: index * step,
    label: signed(Math.round(index * step * 100), ''),
  }));
  return { low: -most, high: most, ticks: ticks.filter(isOn(-most, most)) };
}

/** From nothing to at least `most`, in round steps. */
export function amountAxis(most: number, write: (value: number) => string): Axis {
  const rough = Math.max(most, 1e-9) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.ceil(most / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => ({
    value: index * step,
    label: write(index * step),
  }));
  return { low: 0, high: count * step, ticks };
}

/** Where a value stands between `left` and `right`, to a hundredth; beyond the ends it is cut. */
export const placeOn =
  ({ low, high }: Axis, left: number, right: number) =>
  (value: number): number =>
    Number((left + Math.min(1, Math.max(0, (value - low) / (high - low || 1))) * (right - left)).toFixed(2));
