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

export type Secret = string;

/** Never changes once it is there. */
export async function readSecret(db: Db): Promise<Secret> {
  const { value } = await db
    .selectFrom('ac_secrets')
    .select('value')
    .where('name', '=', SECRET)
    .executeTakeFirstOrThrow();
  return value;
}

const signatureOf = (secret: Secret, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest();

export function writeToken(secret: Secret, target: LinkTarget): string {
  const text = Buffer.from(JSON.stringify(target)).toString('base64url');
  return `${text}.${signatureOf(secret, text).toString('base64url')}`;
}

/** Null for a token that is not ours, was changed or is over. */
export function readToken(secret: Secret, token: string, now: number): LinkTarget | null {
  const [text = '', signature = '', more] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(secret, text);
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
