import type { Scale } from '#lib/utils/scale.ts';

/** A part of a change, or the whole; log ratios, which add up. */
export interface WaterfallStep {
  id: string;
  label: string;
  /** After the label where there is room. */
  explains: string;
  value: number | null;
  low: number | null;
  high: number | null;
  text: string;
  colour: string;
  /** Begins at zero again: the sum of what stands above it. */
  isTotal: boolean;
  evidence?: string | undefined;
}

export interface PlacedStep {
  step: WaterfallStep;
  /** Where the bar begins and ends on the scale; null leaves a gap, and every later part too. */
  from: number | null;
  to: number | null;
  /** The interval, moved to where the bar begins. */
  low: number | null;
  high: number | null;
}

/** Each part begins where the one before it ended. */
export function layoutWaterfall(steps: readonly WaterfallStep[], scale: Scale): PlacedStep[] {
  let sum: number | null = 0;
  return steps.map((step) => {
    const start: number | null = step.isTotal ? 0 : sum;
    if (start === null || step.value === null) {
      if (!step.isTotal) sum = null;
      return { step, from: null, to: null, low: null, high: null };
    }
    const end = start + step.value;
    if (!step.isTotal) sum = end;
    const at = (value: number | null) => (value === null ? null : scale.place(start + value));
    return { step, from: scale.place(start), to: scale.place(end), low: at(step.low), high: at(step.high) };
  });
}
