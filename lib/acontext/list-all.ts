interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** All pages of a list. A server that repeats a cursor ends it, instead of keeping us forever. */
export async function listAll<T>(readPage: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  const seen = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: Page<T> = await readPage(cursor);
    all.push(...page.items);
    cursor = page.nextCursor !== null && !seen.has(page.nextCursor) ? page.nextCursor : null;
    if (cursor !== null) seen.add(cursor);
  } while (cursor !== null);
  return all;
}

/** A page as Acontext sends it. */
export function pageOf<T>(
  items: T[],
  wire: { next_cursor?: string | null | undefined; has_more?: boolean | null | undefined },
): Page<T> {
  return { items, nextCursor: wire.has_more === false ? null : (wire.next_cursor ?? null) };
}
