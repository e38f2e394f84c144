/**
 * SVG paths in a 100 × 100 box whose lower edge is 0 and whose upper edge is `max`; one path per stretch without a gap.
 * `places` says where each value stands, 0…1; without it they stand at equal distances.
 */
export function sparklinePaths(
  values: readonly (number | null)[],
  max: number,
  places?: readonly number[],
): string[] {
  const last = Math.max(1, values.length - 1);
  const stretches: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) {
      stretches.push([]);
      return;
    }
    const x = (places?.[index] ?? index / last) * 100;
    const y = (1 - Math.min(1, value / max)) * 100;
    stretches.at(-1)?.push(`${round(x)},${round(y)}`);
  });
  // A lone point still shows, as a line of no length with round ends.
  return stretches
    .filter((points) => points.length > 0)
    .map((points) => `M${points.join('L')}${points.length === 1 ? `L${points[0]}` : ''}`);
}

/** A round upper edge a little above every value, so that the axis has a figure worth reading; 1 when all are 0. */
export function niceMax(values: readonly (number | null)[]): number {
  const largest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) * 1.05;
  if (largest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= largest) ?? 10;
  return step * power;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
