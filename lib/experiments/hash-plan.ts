import { createHash } from 'node:crypto';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { canonicalJson } from '#lib/utils/canonical-json.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 (hex) of the plan's canonical JSON: two plans have one hash exactly when they say the same. */
export const hashPlan = (plan: ExperimentPlan): string => sha256(canonicalJson(plan));
