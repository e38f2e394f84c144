import { LabError } from '#lib/protocol/lab-error.ts';
import type { Call } from './call.ts';
import { wireDistillationsSchema } from './wire-schemas.ts';

/** What the learner wrote from. */
export interface Distillation {
  distillationId: string;
  /** Null when it is not about one task. */
  taskId: string | null;
  kind: 'success' | 'factual' | 'failure' | 'preference' | 'skipped';
  text: string;
  createdAt: string;
}

/** A session that only another server knows, or a server without the route. */
const ABSENT: ReadonlySet<string> = new Set(['not_found', 'acontext_unsupported']);

/** Asks a route that only the embedded server has; null from any other server. */
export async function listDistillations(call: Call, sessionId: string): Promise<Distillation[] | null> {
  try {
    const wire = await call('GET', `/lab/sessions/${encodeURIComponent(sessionId)}/distillations`, {
      schema: wireDistillationsSchema,
      doing: 'list the distillations of the session',
      repeatable: true,
    });
    return wire.map(({ id, task_id: taskId, kind, text, created_at: createdAt }) => ({
      distillationId: id,
      taskId: taskId ?? null,
      kind,
      text,
      createdAt,
    }));
  } catch (error) {
    const isAbsent = error instanceof LabError && ABSENT.has(error.code);
    if (isAbsent) return null;
    throw error;
  }
}
