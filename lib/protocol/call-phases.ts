import { callAction } from './call-action.ts';
import type { ToolKind } from './chat.ts';

const PHASES = ['orient', 'diagnose', 'fix', 'verify'] as const;
/**
 * What a call is for, read off its place in the run:
 * - orient: skills, statuses, and the first service's logs, until something deeper is looked at;
 * - diagnose: every other read before a write, and a read of another service's config after one;
 * - fix: a write; - verify: reads after a write.
 */
export type Phase = (typeof PHASES)[number];

interface PhasedCall {
  name: string;
  kind: ToolKind;
  arguments: string;
}

/** The phase of each call, in order. */
export function callPhases(calls: readonly PhasedCall[]): Phase[] {
  let phase: Phase = 'orient';
  let firstTarget: string | null = null;
  const written = new Set<string>();
  return calls.map((call) => {
    const { tool, target } = callAction(call);
    if (call.kind === 'write') {
      if (target !== null) written.add(target);
      phase = 'fix';
    } else if (call.kind === 'read') {
      firstTarget ??= target;
      const isConfig = tool === 'read_config';
      if (phase === 'fix') phase = 'verify';
      if (phase === 'verify' && isConfig && !written.has(target ?? '')) phase = 'diagnose';
      else if (
        phase === 'orient' &&
        (isConfig || (tool !== 'check_service_status' && target !== firstTarget))
      )
        phase = 'diagnose';
    }
    return phase;
  });
}
