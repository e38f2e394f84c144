import type { Kysely } from 'kysely';
import type { ChatMessage, ToolCallRequest, ToolDefinition } from '#lib/protocol/chat.ts';
import type { Clock, Engine } from '#lib/protocol/ports.ts';
import type { Stamp } from './db/stamps.ts';
import type { LearningTables } from './db/tables.ts';
import type { LearningSettings } from './settings.ts';

/** The model behind all three agents. Throws with words that can be shown. */
export type PipelineModel = (
  request: { messages: ChatMessage[]; tools: ToolDefinition[] },
  options: { signal: AbortSignal },
) => Promise<{ content: string; toolCalls: ToolCallRequest[] }>;

/** The database, or a transaction on it. */
export type Db = Kysely<LearningTables>;

/** What every part of this module works with. */
export interface Services {
  db: Db;
  engine: Engine;
  model: PipelineModel;
  clock: Clock;
  stamp: Stamp;
  /** A new UUID. */
  newId: () => string;
  settings: LearningSettings;
  onError: (error: unknown) => void;
  /** Aborted when this process stops: nothing is ended then, the next start goes on. */
  stopping: AbortSignal;
}
