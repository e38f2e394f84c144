import type { Clock } from '#lib/protocol/ports.ts';
import { objectSchema } from '../http/read-body.ts';
import type { Db } from '../services.ts';

const DATE = /^(\d{4})[-/](\d{2})[-/](\d{2})(?: \([A-Za-z]+\) \d{1,2}:\d{2})?$/;

/** The session's `original_date` as YYYY-MM-DD; null when there is none or it is no date. */
export function originalDate(configs: string | null): string | null {
  const parsed = configs === null ? null : objectSchema.safeParse(JSON.parse(configs));
  const text = parsed?.success ? parsed.data['original_date'] : undefined;
  const [, year, month, day] = typeof text === 'string' ? (DATE.exec(text) ?? []) : [];
  if (!year) return null;
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // A 31st of April rolls over to May: such a date is none.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : date;
}

/** The date under which the learner files what a session taught. */
export async function sessionDate(db: Db, clock: Clock, sessionId: string): Promise<string> {
  const session = await db
    .selectFrom('ac_sessions')
    .select('configs')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return originalDate(session?.configs ?? null) ?? new Date(clock.now()).toISOString().slice(0, 10);
}
