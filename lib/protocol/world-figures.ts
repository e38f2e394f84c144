import { z } from 'zod';

/** The figures of one service, a column each; the nth entries belong to the nth tick. Meanings are as in a snapshot. */
export const serviceColumnsSchema = z.object({
  name: z.string(),
  errorRate: z.array(z.number()),
  p99Ms: z.array(z.number().nullable()),
  requestsPerSecond: z.array(z.number()),
  utilisation: z.array(z.number()),
  /** null in the ticks in which the service does not have the figure. */
  curves: z.record(z.string(), z.array(z.number().nullable())),
});
export type ServiceColumns = z.infer<typeof serviceColumnsSchema>;

/** What monitoring shows over a stretch of ticks: all that a curve needs, at a tenth of the size of snapshots. */
export const worldFiguresSchema = z.object({
  /** World time of the columns' first entries; the next ones follow tick by tick. */
  fromTick: z.number().int(),
  services: z.array(serviceColumnsSchema),
});
export type WorldFigures = z.infer<typeof worldFiguresSchema>;
