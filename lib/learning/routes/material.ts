import { bytesResponse } from '../http/bytes.ts';
import { notFound } from '../http/envelope.ts';
import type { Call, OpenRoute } from '../http/router.ts';
import { addressOf, readToken, writeToken, type LinkTarget } from '../http/signed-link.ts';
import type { Db } from '../services.ts';
import { bytesOf } from '../skills/skill-store.ts';

/** Files by signed links: whoever has one may read that file until the link is over. */

type Linking = Pick<Call, 'services' | 'request'>;

async function link({ services, request }: Linking, target: LinkTarget): Promise<string> {
  return addressOf(request, `/material/${await writeToken(services.db, target)}`);
}

const untilOf = ({ services }: Linking, seconds: number): number => services.clock.now() + seconds * 1000;

export function fileLink(
  call: Linking,
  file: { disk_id: string; path: string },
  seconds: number,
): Promise<string> {
  return link(call, { kind: 'file', disk: file.disk_id, path: file.path, until: untilOf(call, seconds) });
}

export async function assetLink(
  call: Linking,
  asset: { session_id: string; sha256: string },
  seconds: number,
): Promise<{ url: string; expire_at: string }> {
  const until = untilOf(call, seconds);
  const url = await link(call, { kind: 'asset', session: asset.session_id, sha256: asset.sha256, until });
  return { url, expire_at: new Date(until).toISOString() };
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
  const target = await readToken(services.db, param('token'), services.clock.now());
  const found = target && (await contentOf(services.db, target));
  if (!found) throw notFound('material');
  return bytesResponse(bytesOf(found), { mime: found.mime, name: found.name.split('/').at(-1) ?? 'file' });
}

export const materialRoutes: OpenRoute[] = [['GET', '/material/:token', open]];
