import type { SessionRecorder } from '#lib/protocol/ports.ts';
import type { AcontextClient } from './create-acontext-client.ts';

/** Keeps a run's conversation in one Acontext session. */
export function createSessionRecorder(client: AcontextClient, sessionId: string): SessionRecorder {
  return {
    sessionId,
    store: (message, options) => client.sessions.storeMessage(sessionId, message, options),
  };
}
