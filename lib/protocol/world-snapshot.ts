import { z } from 'zod';
import { worldFiguresSchema } from './world-figures.ts';

export const HEALTH = ['healthy', 'degraded', 'unhealthy', 'unknown'] as const;
export type Health = (typeof HEALTH)[number];

export const serviceSnapshotSchema = z.object({
  name: z.string(),
  /** What kind of thing it is, as `check_service_status` says: "reverse-proxy", "database" … */
  type: z.string(),
  health: z.enum(HEALTH),
  /** Share of requests that fail, 0…1. */
  errorRate: z.number(),
  p50Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  requestsPerSecond: z.number(),
  /** Config keys whose stored value differs from the one at the start of the run. */
  changedKeys: z.array(z.string()),
  /** True while the stored config is newer than the loaded one. */
  restartPending: z.boolean(),
  /** Offered load as a share of what the service can take; above 1 it is overloaded. Older runs do not have it. */
  utilisation: z.number().optional(),
  /**
   * Further numbers that are worth a curve, where the service has them. Shares: `memory` of its limit, `pool` of its
   * most wanted connection pool (above 1: requests wait), `disk` of its volume, `hitRatio`. Counts: `queue` of waiting
   * messages, `attempts` per request on its most retried link.
   */
  curves: z.record(z.string(), z.number()).optional(),
});
export type ServiceSnapshot = z.infer<typeof serviceSnapshotSchema>;

/** The world as an outside observer sees it at one tick; ground truth for the pictures, never shown to the agent. */
export const worldSnapshotSchema = z.object({
  /** World time in ticks of 30 s since the run began. */
  tick: z.number().int(),
  services: z.array(serviceSnapshotSchema),
  /** Who calls whom, and the share of those calls that fail. */
  links: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      errorRate: z.number(),
      /** Absent in older logs. */
      requestsPerSecond: z.number().optional(),
    }),
  ),
  /** The ticks between the snapshot before and this one, where a call took several; absent without any, and in older logs. */
  passed: worldFiguresSchema.optional(),
});
export type WorldSnapshot = z.infer<typeof worldSnapshotSchema>;
