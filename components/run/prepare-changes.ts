import { callAction } from '#lib/protocol/call-action.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';

/** A write that a tool accepted: which knob, turned to what, in which call. */
export interface KnobChange {
  call: number;
  service: string;
  /** Null for a restart. */
  key: string | null;
  value: string | null;
}

export function prepareChanges(calls: readonly CallView[]): KnobChange[] {
  return calls.flatMap((call) => {
    if (call.kind !== 'write' || call.outcome !== 'ok') return [];
    const { target, key, value } = callAction(call);
    return target === null ? [] : [{ call: call.call, service: target, key, value }];
  });
}

/** "upstream_timeout_ms = 9000 (api-gateway)", "restart api-gateway": what matters first, since the end may be cut off. */
export function changeInWords({ service, key, value }: KnobChange): string {
  return key === null ? `restart ${service}` : `${key} = ${value ?? ''} (${service})`;
}

/** The newest write of each changed key of a service up to a position: what to say of when it was changed. */
export function changesOf(
  changes: readonly KnobChange[],
  position: number,
  { name, changedKeys }: Pick<ServiceSnapshot, 'name' | 'changedKeys'>,
): { key: string; call: number | null; value: string | null }[] {
  return changedKeys.map((key) => {
    const last = changes.findLast(
      (change) =>
        change.call <= position &&
        change.service === name &&
        (change.key === key || change.key?.startsWith(`${key}.`)),
    );
    return { key, call: last?.call ?? null, value: last?.key === key ? last.value : null };
  });
}
