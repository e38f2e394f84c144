import type { Clock } from '#lib/protocol/ports.ts';
import type { RunEventBody } from '#lib/protocol/run-event.ts';
import { openStore, type Store, type StoreConfig } from '#lib/store/index.ts';

/** Somewhere empty for a store. */
export interface StorePlace {
  config: StoreConfig;
  remove(): Promise<void>;
}

/** A clock that moves on by a second at each look. */
function tickingClock(): Clock {
  let now = Date.parse('2026-11-22T10:00:00.000Z');
  return {
    now: () => {
      now += 1000;
      return now;
    },
  };
}

export function openTestStore(config: StoreConfig, onError?: (error: unknown) => void): Promise<Store> {
  return openStore(config, onError ? { clock: tickingClock(), onError } : { clock: tickingClock() });
}

/** A small fact that can be told apart. */
export function fact(messageId: string): RunEventBody {
  return { type: 'session.message_stored', data: { index: 0, role: 'user', messageId } };
}

/** What `expect(...).rejects.toMatchObject` compares a LabError with. */
export function labError(code: string) {
  return { name: 'LabError', info: { code } };
}
