import type { Kysely } from 'kysely';
import type { ChatMessage, ToolCallRequest, ToolDefinition, Usage } from '#lib/protocol/chat.ts';
import type { Clock, Engine } from '#lib/protocol/ports.ts';
import type { Stamp } from './db/stamps.ts';
import type { LearningTables } from './db/tables.ts';
import type { LearningSettings } from './settings.ts';

/** The model behind all three agents. Throws with words that can be shown. */
export type PipelineModel = (
  request: { messages: ChatMessage[]; tools: ToolDefinition[] },
  options: { signal: AbortSignal },
) => Promise<PipelineAnswer>;

export interface PipelineAnswer {
  content: string;
  toolCalls: ToolCallRequest[];
  /** Absent where the model does not count. */
  usage?: Pick<Usage, 'inputTokens' | 'outputTokens'>;
  /** US dollars; null or absent without a price. */
  cost?: number | null;
  /** Failed tries before it of which nobody knows what they took; absent: none. */
  unmetered?: number;
}

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
