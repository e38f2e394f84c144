import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';
import { changesOf, type KnobChange } from './prepare-changes.ts';

/** A longer tag would reach into its neighbours. */
const LONGEST = 24;

/** What was changed in a service and when: "upstream_timeout_ms, call 6"; null where nothing was. */
export function tagText(
  service: Pick<ServiceSnapshot, 'name' | 'changedKeys' | 'restartPending'>,
  changes: readonly KnobChange[],
  position: number,
): string | null {
  const [first, ...others] = changesOf(changes, position, service);
  if (!first) return service.restartPending ? 'restart pending' : null;
  if (others.length > 0) return `${others.length + 1} keys changed`;
  const { key, call } = first;
  const name = key.length <= LONGEST ? key : `${key.slice(0, LONGEST - 1)}…`;
  return call === null ? name : `${name}, call ${call}`;
}
