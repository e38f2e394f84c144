/** Whether a certificate is valid by somebody's clock, all in ms since the epoch. */
export const isValidAt = ([from, until]: readonly [from: number, until: number], clockMs: number): boolean =>
  clockMs >= from && clockMs < until;
