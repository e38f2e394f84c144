import type { Interval } from '../interval.ts';

/** Figures as the verdict's sentences say them. */

const NAMES: Record<string, string> = {
  learned: 'the learned skill',
  placebo: 'the placebo skill',
  reference: 'the reference skill',
  previous: 'the previous skill version',
  none: 'no skill',
};
export const armName = (arm: string): string => NAMES[arm] ?? `arm "${arm}"`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What is nearer to a limit than this is on it: dust of the arithmetic. */
const DUST = 1e-9;
const MOST_DIGITS = 6;
const written = (value: number, digits: number): string => value.toFixed(digits).replace(/\.0+$/, '');

/**
 * One decimal below ten, none above, and more where rounding would put the figure on one of `limits` or across it: 10.15 beside a limit
 * of 10 is "10.2", and what is not 0 is never "0". So a figure never contradicts what was decided with it.
 */
export function figure(value: number, ...limits: readonly number[]): string {
  const sides = [0, ...limits].map((end) => ({
    end,
    side: Math.abs(value - end) < DUST ? 0 : Math.sign(value - end),
  }));
  let digits = Math.abs(value) < 9.95 ? 1 : 0;
  const isTrue = () => {
    const shown = Number(value.toFixed(digits));
    return sides.every(({ end, side }) => side === 0 || Math.sign(shown - end) === side);
  };
  while (digits < MOST_DIGITS && !isTrue()) digits += 1;
  return written(value, digits).replace(/^-0$/, '0');
}
const signed = (value: number, limit: number): string =>
  value > DUST ? `+${figure(value, limit)}` : figure(value, limit);

/** `limit`, in the unit of the value, is what the figure is compared with. */
export const signedPercent = (percent: number, limit: number = 0): string => `${signed(percent, limit)} %`;
export const sharePercent = (share: number, limit: number = 0): string =>
  `${figure(share * 100, 100, limit * 100)} %`;
export const points = (rate: number, limit: number = 0): string => {
  const text = signed(rate * 100, limit * 100);
  return `${text} ${Math.abs(Number(text)) === 1 ? 'point' : 'points'}`;
};

export const levelOf = ({ level }: Interval): string => `${figure(level * 100)} % interval`;
/** Where nothing varies there is no interval to speak of. */
export const hasNoWidth = ({ low, high }: Pick<Interval, 'low' | 'high'>): boolean => high - low < DUST;
export const NO_WIDTH = 'the same every time';

/** "95 % interval -36 % to -19 %"; `scale` writes one end. */
export const intervalWords = (interval: Interval, scale: (end: number) => string): string =>
  hasNoWidth(interval) ? NO_WIDTH : `${levelOf(interval)} ${scale(interval.low)} to ${scale(interval.high)}`;

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
