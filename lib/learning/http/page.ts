import { sql, type RawBuilder } from 'kysely';
import { boolean, limitOf, readCursor, writeCursor, type Cursor } from './query.ts';

/** Where in a list, how much of it, which way. */
export interface PageQuery {
  limit: number;
  cursor: Cursor | null;
  direction: 'asc' | 'desc';
}

export function pageQuery(
  query: URLSearchParams,
  options: { fallback: number; min: number; max: number; badCursor: 400 | 500 },
): PageQuery {
  return {
    limit: limitOf(query, options),
    cursor: readCursor(query, options.badCursor),
    direction: boolean(query, 'time_desc', false) ? 'desc' : 'asc',
  };
}

/** Strictly after the cursor in the direction of the list. */
function beyond(cursor: Cursor, direction: PageQuery['direction']): RawBuilder<boolean> {
  const pair = sql`(${sql.ref('created_at')}, ${sql.ref('id')})`;
  return direction === 'asc'
    ? sql<boolean>`${pair} > (${cursor.at}, ${cursor.id})`
    : sql<boolean>`${pair} < (${cursor.at}, ${cursor.id})`;
}

/** What a list can be read from: a select on one table that has an index on these columns after those it is narrowed by. */
interface Rows<Row> {
  where(condition: RawBuilder<boolean>): Rows<Row>;
  orderBy(column: RawBuilder<unknown>, direction: PageQuery['direction']): Rows<Row>;
  limit(count: number): Rows<Row>;
  execute(): Promise<Row[]>;
}

interface Listed {
  created_at: string;
  id: string;
}

function read<Row>(rows: Rows<Row>, { cursor, direction, limit }: PageQuery): Promise<Row[]> {
  const from = cursor ? rows.where(beyond(cursor, direction)) : rows;
  const inOrder = from.orderBy(sql.ref('created_at'), direction).orderBy(sql.ref('id'), direction);
  return (limit > 0 ? inOrder.limit(limit) : inOrder).execute();
}

export interface Page<Row> {
  rows: Row[];
  next_cursor?: string;
  has_more: boolean;
}

/** From `limit + 1` rows; a limit of 0 is none. */
function cutPage<Row extends Listed>(rows: Row[], limit: number): Page<Row> {
  const kept = limit > 0 ? rows.slice(0, limit) : rows;
  const last = kept.at(-1);
  const hasMore = rows.length > kept.length;
  return { rows: kept, ...(hasMore && last && { next_cursor: writeCursor(last) }), has_more: hasMore };
}

export async function readPage<Row extends Listed>(rows: Rows<Row>, page: PageQuery): Promise<Page<Row>> {
  const limit = page.limit > 0 ? page.limit + 1 : 0;
  return cutPage(await read(rows, { ...page, limit }), page.limit);
}

const CHUNK = 500;

/** Reads on until the page is full of rows that fit; the database cannot compare JSON in a portable way. */
export async function readFilteredPage<Row extends Listed>(
  rows: Rows<Row>,
  page: PageQuery,
  fits: ((row: Row) => boolean) | null,
): Promise<Page<Row>> {
  if (!fits) return readPage(rows, page);
  const found: Row[] = [];
  let { cursor } = page;
  while (found.length <= page.limit) {
    const chunk = await read(rows, { cursor, direction: page.direction, limit: CHUNK });
    found.push(...chunk.filter((row) => fits(row)));
    const last = chunk.at(-1);
    if (!last || chunk.length < CHUNK) break;
    cursor = { at: last.created_at, id: last.id };
  }
  return cutPage(found, page.limit);
}
