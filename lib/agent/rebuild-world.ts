import { isDeepStrictEqual } from 'node:util';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { BodyOf } from '#lib/protocol/run-event.ts';
import type { Environment } from '#lib/protocol/ports.ts';

export type CallRecord = BodyOf<'tool_call.completed'>['data'];

/**
 * Brings a fresh environment to where it was before a restart, by executing again what is known to have been
 * executed. Throws when the environment answers differently: going on would mix two worlds in one log.
 */
export function rebuildWorld(environment: Environment, records: readonly CallRecord[]): void {
  for (const record of records) {
    if (record.world === null) continue;
    const { result } = environment.execute(record.name, record.arguments.trim() || '{}');
    const world: unknown = JSON.parse(JSON.stringify(environment.snapshot()));
    const recorded: unknown = JSON.parse(JSON.stringify(record.world));
    if (result === record.result && isDeepStrictEqual(world, recorded)) continue;
    throw new LabError({
      code: 'internal',
      message: `The world could not be rebuilt after a restart: call ${record.call} (${record.name}) now has another result.`,
      hint: 'Most likely the scenario changed with an update in the middle of the run: start the run again.',
    });
  }
}
