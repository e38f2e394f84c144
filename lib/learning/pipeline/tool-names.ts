import { partsOf } from '../formats/message-json.ts';
import type { MessageRow } from '../db/tables.ts';
import { toolNamesOf } from '../prompts/render-message.ts';
import type { Db } from '../services.ts';

const CHUNK = 100;
/** A result so far from its call goes without a name. */
const LOOK_BACK = 1000;

/** The names of the tools whose calls or results these messages of one session hold, by call id. */
export async function toolNamesFor(
  db: Db,
  sessionId: string,
  messages: readonly Pick<MessageRow, 'parts' | 'seq'>[],
): Promise<Map<string, string>> {
  const read = messages.map((message) => ({ parts: partsOf(message) }));
  const names = toolNamesOf(read);
  const missing = new Set(
    read
      .flatMap(({ parts }) => parts)
      .flatMap(({ type, meta }) => (type === 'tool-result' ? [meta?.['tool_call_id']] : []))
      .filter((id) => typeof id === 'string')
      .filter((id) => !names.has(id)),
  );
  let before = messages.at(-1)?.seq ?? 0;
  const end = before - LOOK_BACK;
  while (missing.size > 0 && before > Math.max(1, end)) {
    const rows = await db
      .selectFrom('ac_messages')
      .select(['seq', 'parts'])
      .where('session_id', '=', sessionId)
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(CHUNK)
      .execute();
    for (const [id, name] of toolNamesOf(rows.map((row) => ({ parts: partsOf(row) })))) {
      if (missing.delete(id)) names.set(id, name);
    }
    before = rows.at(-1)?.seq ?? 0;
  }
  return names;
}
