import type { AppendEvent } from '#lib/protocol/ports.ts';
import type { Lab } from './lab.ts';
import { untilStored } from './until-stored.ts';

/** Appends to a run's log; while the disk is full or the database locked the run waits and its readers are told why. */
export function createAppend(lab: Lab, runId: string): AppendEvent {
  return async (key, body) => {
    await untilStored(() => lab.store.events.append(runId, key, body), {
      sleep: lab.sleep,
      signal: lab.cancellations.signalFor(runId),
      onTrouble: ({ info }, waitMs) => {
        const text = `${info.message} ${info.hint ?? ''} Trying again in ${waitMs / 1000} s.`;
        lab.deltas.publish({ runId, turn: 1, attempt: 1, delta: { kind: 'notice', text } });
      },
    });
  };
}
