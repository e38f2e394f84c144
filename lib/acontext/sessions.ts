import { z } from 'zod';
import type { ChatMessage } from '#lib/protocol/chat.ts';
import type { Task } from '#lib/protocol/event-learning.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Call } from './call.ts';
import { listAll, pageOf } from './list-all.ts';
import { toWireBlob } from './to-wire-blob.ts';
import {
  wireFlushSchema,
  wireMessageListSchema,
  wireMessageSchema,
  wireObservingSchema,
  wireSessionSchema,
  wireTaskListSchema,
} from './wire-schemas.ts';

/** Messages by what Acontext's task agent has done with them. Failed ones are in none of the three. */
export interface ObservingStatus {
  observed: number;
  inProcess: number;
  pending: number;
}

export interface StoredMessage {
  messageId: string;
  /** The meta that was given when it was stored. */
  meta: Record<string, unknown>;
  /** In OpenAI's form. */
  blob: unknown;
}

export interface Sessions {
  /**
   * The session with this id (a UUID of ours), created unless it exists, so that asking twice is harmless.
   * Without an id Acontext makes one up. Returns the id.
   */
  create(options?: { sessionId?: string }): Promise<string>;
  delete(sessionId: string): Promise<void>;
  /**
   * Stores a message and returns its id. `key` goes into its meta: when it is unknown whether a try had its effect,
   * a message with that key is looked for before another try; `checkFirst` looks before the first one.
   */
  storeMessage(
    sessionId: string,
    message: Exclude<ChatMessage, { role: 'system' }>,
    options: { key: string; checkFirst?: boolean },
  ): Promise<string>;
  /** All messages, oldest first. */
  getMessages(sessionId: string): Promise<StoredMessage[]>;
  /** Has the task agent read what is pending (at most 32 messages), and waits for it. Throws when that fails. */
  flush(sessionId: string): Promise<void>;
  messagesObservingStatus(sessionId: string): Promise<ObservingStatus>;
  /** All tasks, by their order. */
  getTasks(sessionId: string): Promise<Task[]>;
}

/** Name of the meta field that carries a message's key. */
const KEY_FIELD = 'lab_key';

export function createSessions(call: Call): Sessions {
  const at = (sessionId: string) => `/session/${encodeURIComponent(sessionId)}`;
  const nothing = z.unknown();

  async function getMessages(sessionId: string): Promise<StoredMessage[]> {
    return listAll(async (cursor) => {
      // No limit: Acontext then returns everything, and its paging from the newest end has a defect.
      const page = await call('GET', `${at(sessionId)}/messages`, {
        schema: wireMessageListSchema,
        doing: 'list the messages of the session',
        repeatable: true,
        params: { time_desc: 'false', with_asset_public_url: 'false', ...(cursor ? { cursor } : {}) },
      });
      const messages = page.ids.map((messageId, index) => ({
        messageId,
        meta: page.metas?.[index] ?? {},
        blob: page.items[index],
      }));
      return pageOf(messages, page);
    });
  }

  async function findByKey(sessionId: string, key: string): Promise<{ id: string } | null> {
    const found = (await getMessages(sessionId)).find(({ meta }) => meta[KEY_FIELD] === key);
    return found ? { id: found.messageId } : null;
  }

  return {
    async create({ sessionId } = {}) {
      const { id } = await call('POST', '/session', {
        schema: wireSessionSchema,
        doing: 'create the session',
        repeatable: sessionId !== undefined,
        jsonData: sessionId === undefined ? {} : { use_uuid: sessionId },
      });
      return id;
    },

    async delete(sessionId) {
      await call('DELETE', at(sessionId), { schema: nothing, doing: 'delete the session', repeatable: true });
    },

    async storeMessage(sessionId, message, { key, checkFirst = false }) {
      const known = checkFirst ? await findByKey(sessionId, key) : null;
      if (known) return known.id;
      const { id } = await call('POST', `${at(sessionId)}/messages`, {
        schema: wireMessageSchema,
        doing: 'store the message',
        repeatable: false,
        recover: () => findByKey(sessionId, key),
        jsonData: { blob: toWireBlob(message), format: 'openai', meta: { [KEY_FIELD]: key } },
      });
      return id;
    },

    getMessages,

    async flush(sessionId) {
      const { status, errmsg } = await call('POST', `${at(sessionId)}/flush`, {
        schema: wireFlushSchema,
        doing: 'flush the session',
        repeatable: true,
      });
      if (status === 200 || status === 0) return;
      throw new LabError({
        code: 'learning_failed',
        message: `Acontext could not read the session's messages: ${errmsg || `status ${status}`}`,
        hint: "Retry learning; if it fails again, check the model that Acontext's task agent uses.",
      });
    },

    async messagesObservingStatus(sessionId) {
      const status = await call('GET', `${at(sessionId)}/observing_status`, {
        schema: wireObservingSchema,
        doing: "read the session's progress",
        repeatable: true,
      });
      return { observed: status.observed, inProcess: status.in_process, pending: status.pending };
    },

    async getTasks(sessionId) {
      const tasks = await listAll(async (cursor) => {
        const page = await call('GET', `${at(sessionId)}/task`, {
          schema: wireTaskListSchema,
          doing: 'list the tasks of the session',
          repeatable: true,
          params: { limit: 200, ...(cursor ? { cursor } : {}) },
        });
        return pageOf(page.items, page);
      });
      return tasks
        .map(({ id, order, status, data }): Task => ({
          taskId: id,
          order,
          description: data.task_description,
          status,
          progress: data.progresses ?? [],
          preferences: data.user_preferences ?? [],
        }))
        .toSorted((a, b) => a.order - b.order);
    },
  };
}
