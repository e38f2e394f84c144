import type { Scale } from '#lib/utils/scale.ts';

/** Where a value stands between `left` and `right` in px, to a hundredth. */
export const placeBetween =
  (scale: Scale, left: number, right: number) =>
  (value: number): number =>
    Number((left + scale.place(value) * (right - left)).toFixed(2));
