import { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Call, CallTools } from './call.ts';
import type { Sessions } from './sessions.ts';
import type { AcontextSkill } from './skills.ts';
import { toSkill } from './skills.ts';
import { wireLearningSessionSchema, wireSkillSchema, wireSpaceSchema } from './wire-schemas.ts';

export interface LearningSpace {
  spaceId: string;
  createdAt: string;
}

/** How far learning from one session has come. `completed` and `failed` are the ends. */
export interface LearningSession {
  sessionId: string;
  spaceId: string;
  /** Why it failed; null while it did not, and where Acontext does not say. */
  reason: string | null;
  /** Acontext's own word: pending, queued, distilling, skill_writing, completed, failed, or a newer one. */
  status: string;
}

export interface WaitOptions {
  signal: AbortSignal;
  timeoutMs?: number;
  /**
   * An end is believed when it still holds after this time: a session with several tasks goes back from `completed`
   * to `distilling`. 0 believes the first one (the embedded server ends only when no job is left).
   */
  settleMs?: number;
}

export interface LearningSpaces {
  /** A new space, which already holds Acontext's two default skills. */
  create(): Promise<LearningSpace>;
  /** Throws `not_found`. */
  get(spaceId: string): Promise<LearningSpace>;
  /** Its skills and sessions stay. */
  delete(spaceId: string): Promise<void>;
  /**
   * Lets the space learn from the session; harmless when it already does. Throws `conflict` when another one does.
   * (While nothing is stored in the session, "already" is taken for this space: asking would end the learning.)
   */
  learn(spaceId: string, sessionId: string): Promise<void>;
  /** Reading has effects in Acontext: ask only after the session was flushed. Throws `not_found`. */
  getSession(spaceId: string, sessionId: string): Promise<LearningSession>;
  listSessions(spaceId: string): Promise<LearningSession[]>;
  /** All skills of the space with their files, by name. */
  listSkills(spaceId: string): Promise<AcontextSkill[]>;
  /**
   * Waits for `completed` or `failed` and returns it. Throws `learning_timeout`, which names the last status, or
   * `cancelled`.
   */
  waitForLearning(spaceId: string, sessionId: string, options: WaitOptions): Promise<LearningSession>;
}

const ENDS: ReadonlySet<string> = new Set(['completed', 'failed']);
const FIRST_POLL_MS = 100;
const SLOWEST_POLL_MS = 2000;
const DEFAULT_TIMEOUT_MS = 180_000;
const DEFAULT_SETTLE_MS = 2000;

export function createLearningSpaces(call: Call, tools: CallTools, sessions: Sessions): LearningSpaces {
  const at = (spaceId: string) => `/learning_spaces/${encodeURIComponent(spaceId)}`;
  const nothing = z.unknown();

  async function getSession(spaceId: string, sessionId: string): Promise<LearningSession> {
    const wire = await call('GET', `${at(spaceId)}/sessions/${encodeURIComponent(sessionId)}`, {
      schema: wireLearningSessionSchema,
      doing: 'read how far learning is',
      repeatable: true,
    });
    return toLearningSession(wire);
  }

  return {
    async create() {
      const wire = await call('POST', '/learning_spaces', {
        schema: wireSpaceSchema,
        doing: 'create the learning space',
        repeatable: false,
        // The route demands a body, if only an empty one.
        jsonData: {},
      });
      return toSpace(wire);
    },

    async get(spaceId) {
      const doing = 'read the learning space';
      return toSpace(await call('GET', at(spaceId), { schema: wireSpaceSchema, doing, repeatable: true }));
    },

    async delete(spaceId) {
      await call('DELETE', at(spaceId), {
        schema: nothing,
        doing: 'delete the learning space',
        repeatable: true,
      });
    },

    async learn(spaceId, sessionId) {
      try {
        await call('POST', `${at(spaceId)}/learn`, {
          schema: nothing,
          doing: 'attach the session to the learning space',
          repeatable: true,
          jsonData: { session_id: sessionId },
        });
      } catch (error) {
        if (!(error instanceof LabError) || error.code !== 'conflict') throw error;
        // Acontext's answer is the same whichever space has it.
        const { observed, inProcess, pending } = await sessions.messagesObservingStatus(sessionId);
        if (observed + inProcess + pending === 0) return;
        await getSession(spaceId, sessionId).catch((reason: unknown) => {
          throw reason instanceof LabError && reason.code === 'not_found' ? error : reason;
        });
      }
    },

    getSession,

    async listSessions(spaceId) {
      const wire = await call('GET', `${at(spaceId)}/sessions`, {
        schema: z.array(wireLearningSessionSchema).nullish(),
        doing: 'list the sessions of the learning space',
        repeatable: true,
      });
      return (wire ?? []).map(toLearningSession);
    },

    async listSkills(spaceId) {
      const skills = await call('GET', `${at(spaceId)}/skills`, {
        schema: z.array(wireSkillSchema).nullish(),
        doing: 'list the skills of the learning space',
        repeatable: true,
      });
      return (skills ?? []).map(toSkill).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },

    async waitForLearning(spaceId, sessionId, options) {
      const { signal, timeoutMs = DEFAULT_TIMEOUT_MS, settleMs = DEFAULT_SETTLE_MS } = options;
      const deadline = tools.now() + timeoutMs;
      let endedAt: number | null = null;
      for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(SLOWEST_POLL_MS, pollMs * 1.5)) {
        if (signal.aborted) throw cancelled();
        const session = await getSession(spaceId, sessionId);
        const now = tools.now();
        endedAt = ENDS.has(session.status) ? (endedAt ?? now) : null;
        if (endedAt !== null && now - endedAt >= settleMs) return session;
        if (now >= deadline) throw timedOut(session.status, timeoutMs);
        const next = endedAt === null ? pollMs : Math.max(settleMs - (now - endedAt), 1);
        await tools.sleep(next, signal).catch(() => {});
      }
    },
  };
}

function toSpace(wire: z.infer<typeof wireSpaceSchema>): LearningSpace {
  return { spaceId: wire.id, createdAt: wire.created_at };
}

function toLearningSession(wire: z.infer<typeof wireLearningSessionSchema>): LearningSession {
  return {
    sessionId: wire.session_id,
    spaceId: wire.learning_space_id,
    status: wire.status,
    reason: wire.error ?? null,
  };
}

function cancelled(): LabError {
  return new LabError({ code: 'cancelled', message: 'Waiting for learning was cancelled.' });
}

function timedOut(status: string, timeoutMs: number): LabError {
  return new LabError({
    code: 'learning_timeout',
    message: `Learning did not end within ${Math.round(timeoutMs / 1000)} s; its last status was "${status}".`,
    hint: 'It may still end by itself: look again later, or retry learning.',
  });
}
