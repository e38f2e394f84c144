/** Where values stand between the two ends of an axis. Pure. */
export interface Scale {
  low: number;
  high: number;
  /** Share of the way from `low` to `high`, 0…1; beyond the ends it is cut off. */
  place: (value: number) => number;
  ticks: readonly { value: number; label: string }[];
}

const scaleOf = (low: number, high: number, ticks: Scale['ticks']): Scale => ({
  low,
  high,
  // Rounded: logarithms differ in their last digits between Node and browsers, and both have to draw the same.
  place: (value) =>
    high === low ? 0.5 : Number(Math.min(1, Math.max(0, (value - low) / (high - low))).toFixed(6)),
  ticks: ticks.filter(({ value }) => value >= low - 1e-9 && value <= high + 1e-9),
});

const MOST_TICKS = 6;
const CHANGES = [-95, -90, -75, -50, -25, -10, 0, 10, 25, 50, 100, 200, 400, 900, 1900];
/** Left out first where the axis is crowded. */
const FINE = new Set([-10, 10, -25, 25]);

/** An axis of log ratios with ticks in percent. Zero is always on it. */
export function ratioScale(values: readonly number[]): Scale {
  const finite = values.filter(Number.isFinite);
  const pad = 0.06;
  const low = Math.max(Math.log(0.03), Math.min(-0.15, ...finite)) - pad;
  const high = Math.min(Math.log(20), Math.max(0.15, ...finite)) + pad;
  const inside = CHANGES.map((percent) => ({ percent, value: Math.log1p(percent / 100) })).filter(
    ({ value }) => value >= low && value <= high,
  );
  const shown = inside.length > MOST_TICKS ? inside.filter(({ percent }) => !FINE.has(percent)) : inside;
  return scaleOf(
    low,
    high,
    shown.map(({ percent, value }) => ({ value, label: signedTick(percent, ' %') })),
  );
}

/** An axis of differences of rates, ticks in percentage points; symmetric and wide enough for its values. */
export function pointsScale(values: readonly number[]): Scale {
  const most = Math.min(1, Math.max(0.1, ...values.filter(Number.isFinite).map(Math.abs)) * 1.05);
  const step = most > 0.5 ? 0.5 : most > 0.25 ? 0.25 : most > 0.1 ? 0.1 : 0.05;
  const count = Math.ceil(most / step);
  const ticks = Array.from({ length: 2 * count + 1 }, (_, index) => (index - count) * step);
  return scaleOf(
    -most,
    most,
    ticks.map((value) => ({ value, label: signedTick(Math.round(value * 100), '') })),
  );
}

/** An axis of rates, always from 0 to 100 % unless `most` is less. */
export function rateScale(most: number = 1): Scale {
  const high = Math.min(1, Math.max(0.05, most));
  const step = high > 0.5 ? 0.25 : high > 0.2 ? 0.1 : 0.05;
  const count = Math.floor(high / step + 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return scaleOf(
    0,
    high,
    ticks.map((value) => ({ value, label: `${Math.round(value * 100)} %` })),
  );
}

/** An axis of amounts that begins at zero. */
export function amountScale(values: readonly number[]): Scale {
  const most = Math.max(1, ...values.filter(Number.isFinite));
  const step = niceStep(most / 5);
  const high = Math.ceil((most * 1.02) / step) * step;
  const ticks = Array.from({ length: Math.round(high / step) + 1 }, (_, index) => index * step);
  return scaleOf(
    0,
    high,
    ticks.map((value) => ({ value, label: String(Number(value.toPrecision(6))) })),
  );
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
}

const signedTick = (value: number, unit: string): string =>
  value === 0 ? `0${unit}` : `${value > 0 ? '+' : '−'}${Math.abs(value)}${unit}`;

const CHARACTER_PX = 6.4;
const GAP_PX = 10;

/** The ticks whose labels keep clear of each other on an axis of `width` px: zero first, then from the outside in. */
export function ticksThatFit(scale: Scale, width: number): Scale['ticks'] {
  const half = (label: string) => (label.length * CHARACTER_PX) / 2;
  const zero = scale.ticks.filter(({ value }) => value === 0);
  const others = scale.ticks
    .filter(({ value }) => value !== 0)
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const kept: Scale['ticks'][number][] = [];
  for (const tick of [...zero, ...others]) {
    const at = scale.place(tick.value) * width;
    const isFree = kept.every(
      (other) =>
        Math.abs(scale.place(other.value) * width - at) >= half(other.label) + half(tick.label) + GAP_PX,
    );
    if (isFree) kept.push(tick);
  }
  return kept.toSorted((a, b) => a.value - b.value);
}
