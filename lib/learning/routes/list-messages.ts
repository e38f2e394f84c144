import type { MessageRow } from '../db/tables.ts';
import { applyStrategies } from '../edits/apply-strategies.ts';
import { readStrategies, type EditStrategy } from '../edits/edit-strategies.ts';
import { formatSchema, WRITERS, type Format } from '../formats/formats.ts';
import { acontextMessage, metaOf, partsOf, userMetaOf } from '../formats/message-json.ts';
import { badParameter, ok, storageError } from '../http/envelope.ts';
import { pageQuery, readPage } from '../http/page.ts';
import { boolean, uuid } from '../http/query.ts';
import type { Call } from '../http/router.ts';
import type { Part } from '../part.ts';
import { toolNamesOf } from '../prompts/render-message.ts';
import { eventJson } from './events.ts';
import { findSession } from './find.ts';
import { publicUrls } from './message-assets.ts';

interface Message {
  row: MessageRow;
  parts: Part[];
  tokens: number;
}

async function readMessages({ query, services }: Call, sessionId: string) {
  const page = pageQuery(query, { fallback: 0, min: 0, max: 200, badCursor: 400 });
  const found = services.db.selectFrom('ac_messages').selectAll().where('session_id', '=', sessionId);
  const { rows, ...rest } = await readPage(found, page);
  return { rows: page.direction === 'desc' ? rows.toReversed() : rows, ...rest };
}

/** What happened between the first and the last message of a page. */
async function eventsBeside(call: Call, page: readonly MessageRow[]) {
  const [first] = page;
  const last = page.at(-1);
  if (!first || !last) return [];
  const rows = await call.services.db
    .selectFrom('ac_events')
    .selectAll()
    .where('session_id', '=', first.session_id)
    .where('created_at', '>=', first.created_at)
    .where('created_at', '<=', last.created_at)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(eventJson);
}

/** Edits what lies up to the pin, or everything; what came after it stays as it is, so that prompts stay cacheable. */
function edit(
  messages: readonly Message[],
  strategies: readonly EditStrategy[],
  pin: string | null,
): { edited: Message[]; editedAt: string | undefined } {
  if (strategies.length === 0 || messages.length === 0) {
    return { edited: [...messages], editedAt: messages.at(-1)?.row.id };
  }
  const at = pin === null ? messages.length - 1 : messages.findIndex(({ row }) => row.id === pin);
  if (at < 0) throw storageError(400, 'pin_editing_strategies_at_message: message not found');
  const head = applyStrategies(messages.slice(0, at + 1), strategies);
  return { edited: [...head, ...messages.slice(at + 1)], editedAt: messages[at]?.row.id };
}

function write(messages: readonly Message[], format: Format, urls: ReadonlyMap<string, { url: string }>) {
  if (format === 'acontext') return messages.map(({ row, parts }) => ({ ...acontextMessage(row), parts }));
  const toolNames = toolNamesOf(messages);
  // What other formats know of an asset is where it can be fetched.
  const addressed = (part: Part): Part => {
    const link = part.asset && urls.get(part.asset.sha256);
    return link ? { ...part, meta: { ...part.meta, url: link.url } } : part;
  };
  return messages.map(({ row, parts }) =>
    WRITERS[format]({ role: row.role, parts: parts.map(addressed), meta: metaOf(row) }, toolNames),
  );
}

export async function listMessages(call: Call): Promise<Response> {
  const { query, services, projectId } = call;
  const format = formatSchema.safeParse(query.get('format') ?? 'openai').data;
  if (!format) throw badParameter('format must be openai, acontext, anthropic or gemini');
  const strategies = readStrategies(query.get('edit_strategies'));
  const pinned = query.get('pin_editing_strategies_at_message');
  const pin = pinned ? uuid(pinned, 'invalid pin_editing_strategies_at_message') : null;
  const withUrls = boolean(query, 'with_asset_public_url', true);
  const withEvents = boolean(query, 'with_events', false);
  const id = uuid(call.param('id'), 'invalid session_id');
  if (!(await findSession(services.db, { id, projectId }))) throw storageError(400, 'session not found');
  const { rows, ...rest } = await readMessages(call, id);
  const messages = rows.map((row) => ({ row, parts: partsOf(row), tokens: row.tokens }));
  const { edited, editedAt } = edit(messages, strategies, pin);
  const allParts = edited.flatMap(({ parts }) => parts);
  const urls = withUrls ? await publicUrls(call, id, allParts) : new Map<string, never>();
  const events = withEvents ? await eventsBeside(call, rows) : [];
  return ok({
    items: write(edited, format, urls),
    ids: edited.map(({ row }) => row.id),
    metas: edited.map(({ row }) => userMetaOf(row)),
    ...(events.length > 0 && { events }),
    ...rest,
    this_time_tokens: edited.reduce((sum, { tokens }) => sum + tokens, 0),
    ...(editedAt !== undefined && { edit_at_message_id: editedAt }),
    ...(format === 'acontext' && urls.size > 0 && { public_urls: Object.fromEntries(urls) }),
  });
}
