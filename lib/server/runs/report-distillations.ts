import type { Distillation } from '#lib/acontext/index.ts';
import type { AppendEvent } from '#lib/protocol/ports.ts';
import { UNAVAILABLE } from '#lib/protocol/unavailable.ts';

/** Notes each distillation in the run's log, or that Acontext does not show them (null). */
export async function reportDistillations(
  append: AppendEvent,
  attempt: number,
  distillations: readonly Distillation[] | null,
): Promise<void> {
  if (distillations === null) {
    const reason = UNAVAILABLE.distillation.why;
    await append('distillation', { type: 'distillation.unavailable', data: { attempt, reason } });
    return;
  }
  for (const { distillationId, taskId, kind, text } of distillations) {
    await append(`distillation/${distillationId}`, {
      type: 'distillation.completed',
      data: { attempt, taskId, kind, text },
    });
  }
}

/** Why learning ended without a changed skill, in one sentence. */
export function whyNothingChanged(distillations: readonly Distillation[] | null): string {
  if (distillations === null) return `No skill changed. ${UNAVAILABLE.reason.why}`;
  if (distillations.length === 0) return 'No skill changed: Acontext found no finished task in this session.';
  const skipped = distillations.filter(({ kind }) => kind === 'skipped');
  if (skipped.length === distillations.length)
    return `No skill changed: ${skipped.map(({ text }) => text).join(' ')}`;
  return 'No skill changed: the skills already hold what this session taught.';
}
