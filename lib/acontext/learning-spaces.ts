import { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Call, CallTools } from './call.ts';
import { listAll, pageOf } from './list-all.ts';
import type { Sessions } from './sessions.ts';
import type { AcontextSkill } from './skills.ts';
import { toSkill } from './skills.ts';
import { createWaitForLearning, type WaitForLearning } from './wait-for-learning.ts';
import {
  wireLearningSessionSchema,
  wireSkillSchema,
  wireSpaceListSchema,
  wireSpaceSchema,
} from './wire-schemas.ts';

export interface LearningSpace {
  spaceId: string;
  /** What the lab marked it with when it created it; null for a space without our mark. */
  marker: string | null;
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

export interface LearningSpaces {
  /**
   * A new space, which already holds Acontext's two default skills. Its meta carries `marker`: when it is unknown
   * whether a try had its effect, a space with that marker is looked for before another try; `checkFirst` looks before
   * the first one. Without a marker an unknown outcome is an error.
   */
  create(options?: { marker?: string; checkFirst?: boolean }): Promise<LearningSpace>;
  /** All spaces that carry one of these markers: more than one for a marker when a lost try had its effect late. */
  findMarked(markers: ReadonlySet<string>): Promise<LearningSpace[]>;
  /** All spaces of the project. */
  list(): Promise<LearningSpace[]>;
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
  /** See wait-for-learning.ts. */
  waitForLearning: WaitForLearning;
}

/** Name of the meta field that carries the marker. */
const MARKER_FIELD = 'lab_marker';

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

  async function list(): Promise<LearningSpace[]> {
    // Not filtered by the server: a filter matches one marker, and one list serves them all.
    const spaces = await listAll(async (cursor) => {
      const page = await call('GET', '/learning_spaces', {
        schema: wireSpaceListSchema,
        doing: 'list the learning spaces',
        repeatable: true,
        params: { limit: 200, ...(cursor ? { cursor } : {}) },
      });
      return pageOf(page.items, page);
    });
    return spaces.map(toSpace);
  }

  async function findMarked(markers: ReadonlySet<string>): Promise<LearningSpace[]> {
    return (await list()).filter(({ marker }) => marker !== null && markers.has(marker));
  }

  return {
    async create({ marker, checkFirst = false } = {}) {
      const find = async (wanted: string) => (await findMarked(new Set([wanted])))[0] ?? null;
      const known = checkFirst && marker !== undefined ? await find(marker) : null;
      if (known) return known;
      return call('POST', '/learning_spaces', {
        schema: wireSpaceSchema.transform(toSpace),
        doing: 'create the learning space',
        repeatable: false,
        // The route demands a body, if only an empty one.
        jsonData: marker === undefined ? {} : { meta: { [MARKER_FIELD]: marker } },
        ...(marker === undefined ? {} : { recover: () => find(marker) }),
      });
    },

    findMarked,
    list,

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

    waitForLearning: createWaitForLearning(tools, sessions, getSession),
  };
}

function toSpace(wire: z.infer<typeof wireSpaceSchema>): LearningSpace {
  const marker = wire.meta?.[MARKER_FIELD];
  return {
    spaceId: wire.id,
    marker: typeof marker === 'string' ? marker : null,
    createdAt: wire.created_at,
  };
}

function toLearningSession(wire: z.infer<typeof wireLearningSessionSchema>): LearningSession {
  return {
    sessionId: wire.session_id,
    spaceId: wire.learning_space_id,
    status: wire.status,
    reason: wire.error ?? null,
  };
}
