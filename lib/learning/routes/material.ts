import { bytesResponse } from '../http/bytes.ts';
import { notFound } from '../http/envelope.ts';
import type { Call, OpenRoute } from '../http/router.ts';
import {
  addressOf,
  readSecret,
  readToken,
  writeToken,
  type LinkTarget,
  type Secret,
} from '../http/signed-link.ts';
import type { Db } from '../services.ts';
import { bytesOf } from '../skills/skill-store.ts';

/** Files by signed links: whoever has one may read that file until the link is over. */

type Linking = Pick<Call, 'services' | 'request'>;

const link = (request: Request, secret: Secret, target: LinkTarget): string =>
  addressOf(request, `/material/${writeToken(secret, target)}`);

const untilOf = ({ services }: Linking, seconds: number): number => services.clock.now() + seconds * 1000;

export async function fileLink(
  call: Linking,
  file: { disk_id: string; path: string },
  seconds: number,
): Promise<string> {
  const until = untilOf(call, seconds);
  const secret = await readSecret(call.services.db);
  return link(call.request, secret, { kind: 'file', disk: file.disk_id, path: file.path, until });
}

/** Links to assets of a session, by their sha256. */
export async function assetLinks(
  call: Linking,
  assets: { sessionId: string; hashes: ReadonlySet<string> },
  seconds: number,
): Promise<Map<string, { url: string; expire_at: string }>> {
  if (assets.hashes.size === 0) return new Map();
  const until = untilOf(call, seconds);
  const expire_at = new Date(until).toISOString();
  const secret = await readSecret(call.services.db);
  return new Map(
    [...assets.hashes].map((sha256) => {
      const target = { kind: 'asset', session: assets.sessionId, sha256, until } as const;
      return [sha256, { url: link(call.request, secret, target), expire_at }];
    }),
  );
}

function contentOf(db: Db, target: LinkTarget) {
  return target.kind === 'file'
    ? db
        .selectFrom('ac_files')
        .select(['path as name', 'mime', 'encoding', 'content'])
        .where('disk_id', '=', target.disk)
        .where('path', '=', target.path)
        .executeTakeFirst()
    : db
        .selectFrom('ac_assets')
        .select(['s3_key as name', 'mime', 'encoding', 'content'])
        .where('session_id', '=', target.session)
        .where('sha256', '=', target.sha256)
        .executeTakeFirst();
}

async function open({ services, param }: Parameters<OpenRoute[2]>[0]): Promise<Response> {
  const secret = await readSecret(services.db);
  const target = readToken(secret, param('token'), services.clock.now());
  const found = target && (await contentOf(services.db, target));
  if (!found) throw notFound('material');
  return bytesResponse(bytesOf(found), { mime: found.mime, name: found.name.split('/').at(-1) ?? 'file' });
}

export const materialRoutes: OpenRoute[] = [['GET', '/material/:token', open]];
