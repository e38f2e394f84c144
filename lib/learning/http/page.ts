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

/** Strictly after the cursor in the direction of the list; true without a cursor. */
export function beyond({ cursor, direction }: PageQuery): RawBuilder<boolean> {
  if (!cursor) return sql<boolean>`1 = 1`;
  const pair = sql`(${sql.ref('created_at')}, ${sql.ref('id')})`;
  return direction === 'asc'
    ? sql<boolean>`${pair} > (${cursor.at}, ${cursor.id})`
    : sql<boolean>`${pair} < (${cursor.at}, ${cursor.id})`;
}

export interface Page<Row> {
  rows: Row[];
  next_cursor?: string;
  has_more: boolean;
}

/** From `limit + 1` rows. */
export function cutPage<Row extends { created_at: string; id: string }>(
  rows: Row[],
  limit: number,
): Page<Row> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const hasMore = rows.length > limit;
  return { rows: kept, ...(hasMore && last && { next_cursor: writeCursor(last) }), has_more: hasMore };
}

/** Reads on until the page is full of rows that fit; the database cannot compare JSON in a portable way. */
export async function filteredPage<Row extends { created_at: string; id: string }>(
  page: PageQuery,
  fits: ((row: Row) => boolean) | null,
  read: (page: PageQuery) => Promise<Row[]>,
): Promise<Page<Row>> {
  if (!fits) return cutPage(await read({ ...page, limit: page.limit + 1 }), page.limit);
  const found: Row[] = [];
  let { cursor } = page;
  const chunk = 500;
  while (found.length <= page.limit) {
    const rows = await read({ cursor, direction: page.direction, limit: chunk });
    found.push(...rows.filter((row) => fits(row)));
    const last = rows.at(-1);
    if (!last || rows.length < chunk) break;
    cursor = { at: last.created_at, id: last.id };
  }
  return cutPage(found, page.limit);
}
