import type { LearningUsage } from '#lib/protocol/learning-usage.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Call } from './call.ts';
import { wireUsageSchema } from './wire-schemas.ts';

/** A session that only another server knows, or a server without the route. */
const ABSENT: ReadonlySet<string> = new Set(['not_found', 'acontext_unsupported']);

/** What learning from the session took, from a route that only the embedded server has; null from any other server. */
export async function readUsage(call: Call, sessionId: string): Promise<LearningUsage | null> {
  try {
    const wire = await call('GET', `/lab/sessions/${encodeURIComponent(sessionId)}/usage`, {
      schema: wireUsageSchema,
      doing: 'read what learning took',
      repeatable: true,
    });
    return wire.map(({ stage, turns, input_tokens, output_tokens, cost, unmetered }) => ({
      stage,
      turns,
      inputTokens: input_tokens ?? null,
      outputTokens: output_tokens ?? null,
      cost: cost ?? null,
      // Absent rather than 0, as in the logs of labs that did not ask.
      unmetered: unmetered || undefined,
    }));
  } catch (error) {
    if (error instanceof LabError && ABSENT.has(error.code)) return null;
    throw error;
  }
}
