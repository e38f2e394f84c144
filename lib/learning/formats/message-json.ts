import { z } from 'zod';
import type { MessageRow } from '../db/tables.ts';
import { partSchema, type Part } from '../part.ts';

/** The caller's own meta lies under this key, beside the system's. */
export const USER_META = '__user_meta__';

const metaSchema = z.record(z.string(), z.unknown());

export const metaOf = (row: { meta: string }): Record<string, unknown> =>
  metaSchema.parse(JSON.parse(row.meta));

export const userMetaOf = (row: { meta: string }): Record<string, unknown> =>
  metaSchema.catch({}).parse(metaOf(row)[USER_META]);

export const partsOf = (row: { parts: string }): Part[] => z.array(partSchema).parse(JSON.parse(row.parts));

const shared = (row: MessageRow) => ({
  id: row.id,
  session_id: row.session_id,
  parent_id: row.parent_id,
  role: row.role,
  parts: partsOf(row),
  task_id: row.task_id,
  session_task_process_status: row.status,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

/** What storing answers: the caller's own meta only. */
export const storedMessage = (row: MessageRow) => ({ ...shared(row), meta: userMetaOf(row) });

/** An item of `format=acontext`: the whole meta, system keys included. */
export const acontextMessage = (row: MessageRow) => ({ ...shared(row), meta: metaOf(row) });
