import { createHash } from 'node:crypto';
import type { AssetRow } from '../db/tables.ts';
import { bytesResponse } from '../http/bytes.ts';
import { ApiError, badParameter, notFound } from '../http/envelope.ts';
import type { Call } from '../http/router.ts';
import type { IncomingPart, Part } from '../part.ts';
import type { Db } from '../services.ts';
import { mimeOf } from '../skills/file-kind.ts';
import { bytesOf } from '../skills/skill-store.ts';
import { sessionOf } from './find.ts';
import { assetLinks } from './material.ts';

const BUCKET = 'embedded';
const LINK_SECONDS = 24 * 3600;

/** Links parts to the files that their form fields hold. Returns the parts as they are stored, and the files' bytes. */
export async function takeFiles(
  incoming: readonly IncomingPart[],
  form: FormData | null,
  projectId: string,
): Promise<{ parts: Part[]; assets: Omit<AssetRow, 'session_id' | 'created_at'>[] }> {
  const assets: Omit<AssetRow, 'session_id' | 'created_at'>[] = [];
  const parts: Part[] = [];
  for (const { file_field, ...part } of incoming) {
    if (file_field === undefined) {
      parts.push(part);
      continue;
    }
    const file = form?.get(file_field);
    if (!(file instanceof File)) throw new ApiError(400, `missing file ${file_field.slice(0, 200)}`);
    const bytes = Buffer.from(await file.arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const filename = file.name.toWellFormed().replaceAll('\0', '').slice(0, 255);
    const mime = /^[\w.+-]+\/[\w.+-]+/.exec(file.type)?.[0] ?? mimeOf(filename);
    const s3_key = `assets/${projectId}/${sha256}`;
    assets.push({
      sha256,
      s3_key,
      mime,
      encoding: 'base64',
      content: bytes.toString('base64'),
      size: bytes.byteLength,
    });
    const asset = { bucket: BUCKET, s3_key, etag: sha256, sha256, mime, size_b: bytes.byteLength };
    parts.push({ ...part, asset, filename: part.filename ?? filename });
  }
  return { parts, assets };
}

export async function storeAssets(
  db: Db,
  assets: readonly Omit<AssetRow, 'session_id' | 'created_at'>[],
  { sessionId, at }: { sessionId: string; at: string },
): Promise<void> {
  for (const asset of assets) {
    await db
      .insertInto('ac_assets')
      .values({ ...asset, session_id: sessionId, created_at: at })
      .onConflict((conflict) => conflict.columns(['session_id', 'sha256']).doNothing())
      .execute();
  }
}

/** A link for every asset of the parts, by its sha256. */
export function publicUrls(
  call: Call,
  sessionId: string,
  parts: readonly Part[],
): Promise<Map<string, { url: string; expire_at: string }>> {
  const hashes = new Set(parts.flatMap(({ asset }) => (asset ? [asset.sha256] : [])));
  return assetLinks(call, { sessionId, hashes }, LINK_SECONDS);
}

/** `GET /session/:id/asset/download`. */
export async function downloadAsset(call: Call): Promise<Response> {
  const key = call.query.get('s3_key');
  if (!key || key.includes('\0')) throw badParameter('s3_key is required');
  const { id } = await sessionOf(call);
  if (!key.startsWith(`assets/${call.projectId}/`)) {
    throw new ApiError(403, 'access denied', { reason: 's3_key does not belong to this project' });
  }
  const asset = await call.services.db
    .selectFrom('ac_assets')
    .selectAll()
    .where('session_id', '=', id)
    .where('s3_key', '=', key)
    .executeTakeFirst();
  if (!asset) throw notFound('asset');
  return bytesResponse(bytesOf(asset), { mime: 'application/octet-stream', name: asset.sha256 });
}
