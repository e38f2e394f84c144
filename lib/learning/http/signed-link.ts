import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '../services.ts';

/** What a link opens: a file of a disk, or an asset of a session. `until` in ms since 1970. */
const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), disk: z.string(), path: z.string(), until: z.number() }),
  z.object({ kind: z.literal('asset'), session: z.string(), sha256: z.string(), until: z.number() }),
]);
export type LinkTarget = z.infer<typeof targetSchema>;

const SECRET = 'links';

/** Lies in the database, so that all instances honour each other's links, and restarts too. */
export async function ensureSecret(db: Db): Promise<void> {
  await db
    .insertInto('ac_secrets')
    .values({ name: SECRET, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

async function signatureOf(db: Db, text: string): Promise<Buffer> {
  const { value } = await db
    .selectFrom('ac_secrets')
    .select('value')
    .where('name', '=', SECRET)
    .executeTakeFirstOrThrow();
  return createHmac('sha256', value).update(text).digest();
}

export async function writeToken(db: Db, target: LinkTarget): Promise<string> {
  const text = Buffer.from(JSON.stringify(target)).toString('base64url');
  return `${text}.${(await signatureOf(db, text)).toString('base64url')}`;
}

/** Null for a token that is not ours, was changed or is over. */
export async function readToken(db: Db, token: string, now: number): Promise<LinkTarget | null> {
  const [text = '', signature = '', more] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = await signatureOf(db, text);
  if (more !== undefined || given.length !== expected.length || !timingSafeEqual(given, expected))
    return null;
  const target = targetSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  return target.until > now ? target : null;
}

/** The address of another route of this server, as the caller reaches it. */
export function addressOf(request: Request, route: string): string {
  const url = new URL(request.url);
  const at = url.pathname.indexOf('/api/v1/');
  const mount = `${url.pathname.slice(0, at)}/api/v1${route}`;
  const scheme = request.headers.get('x-forwarded-proto') === 'https' ? 'https:' : url.protocol;
  const origin = `${scheme}//${request.headers.get('host') ?? url.host}`;
  return new URL(mount, URL.canParse(origin) ? origin : url.origin).href;
}
