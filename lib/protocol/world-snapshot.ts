import { z } from 'zod';

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
});
export type ServiceSnapshot = z.infer<typeof serviceSnapshotSchema>;

/** The world as an outside observer sees it at one tick; ground truth for the pictures, never shown to the agent. */
export const worldSnapshotSchema = z.object({
  /** World time in ticks of 30 s since the run began. */
  tick: z.number().int(),
  services: z.array(serviceSnapshotSchema),
  /** Who calls whom, and the share of those calls that fail. */
  links: z.array(z.object({ from: z.string(), to: z.string(), errorRate: z.number() })),
});
export type WorldSnapshot = z.infer<typeof worldSnapshotSchema>;
