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

/** One decimal below ten, none above. */
export const figure = (value: number): string => {
  const text = Math.abs(value) < 9.95 ? value.toFixed(1) : value.toFixed(0);
  return text.replace(/\.0$/, '').replace(/^-0$/, '0');
};
const signed = (value: number): string => (Number(figure(value)) > 0 ? `+${figure(value)}` : figure(value));

export const signedPercent = (percent: number): string => `${signed(percent)} %`;
export const sharePercent = (share: number): string => `${figure(share * 100)} %`;
export const points = (rate: number): string =>
  `${signed(rate * 100)} ${Math.abs(Number(figure(rate * 100))) === 1 ? 'point' : 'points'}`;

export const levelOf = ({ level }: Interval): string => `${figure(level * 100)} % interval`;
/** "95 % interval -36 % to -19 %"; `scale` writes one end. */
export const intervalWords = (interval: Interval, scale: (end: number) => string): string =>
  `${levelOf(interval)} ${scale(interval.low)} to ${scale(interval.high)}`;

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
