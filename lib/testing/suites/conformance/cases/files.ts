import { createHash } from 'node:crypto';
import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat, Mismatch } from '../expectations.ts';
import { messagesOf, quietSession } from '../making.ts';
import type { Api } from '../open-api.ts';
import * as shapes from '../wire-shapes.ts';

const BYTES = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255]);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const BLOB = { role: 'user', parts: [{ type: 'file', file_field: 'picture' }] };

function formWith(payload: string, field = 'picture'): FormData {
  const form = new FormData();
  form.set('payload', payload);
  form.set(field, new Blob([BYTES], { type: 'image/png' }), 'a.png');
  return form;
}

async function stored(api: Api) {
  const session = await quietSession(api);
  const form = formWith(JSON.stringify({ format: 'acontext', blob: BLOB }));
  const path = `/session/${session.id}/messages`;
  const message = await api.ok('POST', path, shapes.message, { form, status: 201 });
  const [part] = message.parts;
  const asset = part?.asset;
  if (!asset) throw new Mismatch('part', 'an asset', JSON.stringify(message.parts));
  return { session, message, part, asset };
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  expectEqual(`GET ${url.slice(0, 80)}`, response.status, 200);
  return new Uint8Array(await response.arrayBuffer());
}

export const fileCases = casesOf('files', [
  {
    route: 'POST /session/:id/messages',
    behaviour: 'as multipart keeps the file that a part names by its field',
    run: async (api) => {
      const { part, asset } = await stored(api);
      expectPart('part', part, { type: 'file', filename: 'a.png' });
      expectPart('asset', asset, { sha256: SHA256, size_b: BYTES.byteLength });
      expectThat('mime', asset.mime.startsWith('image/png'), 'image/png', asset.mime);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'gives public URLs for assets, which open without a key',
    run: async (api) => {
      const { session, asset } = await stored(api);
      const page = await messagesOf(api, session, { format: 'acontext' });
      const link = page.public_urls?.[asset.sha256];
      if (!link)
        throw new Mismatch('public_urls', `an entry for ${asset.sha256}`, JSON.stringify(page.public_urls));
      expectEqual('bytes', await fetchBytes(link.url), BYTES);
      const without = { format: 'acontext', with_asset_public_url: 'false' };
      const plain = await messagesOf(api, session, without);
      expectEqual('public_urls', Object.keys(plain.public_urls ?? {}), []);
    },
  },
  {
    route: 'GET /session/:id/asset/download',
    behaviour: 'gives the bytes by s3_key',
    run: async (api) => {
      const { session, asset } = await stored(api);
      const query = { s3_key: asset.s3_key };
      const answer = await api.call('GET', `/session/${session.id}/asset/download`, { query });
      expectEqual('HTTP status', answer.status, 200);
      const type = answer.headers.get('content-type') ?? '';
      expectThat(
        'content-type',
        type.startsWith('application/octet-stream'),
        'application/octet-stream',
        type,
      );
      expectEqual('bytes', answer.bytes, BYTES);
    },
  },
  {
    route: 'GET /session/:id/asset/download',
    behaviour: 'refuses a missing key, and one of another project',
    run: async (api) => {
      const path = `/session/${(await quietSession(api)).id}/asset/download`;
      await api.refused('GET', path, { status: 400 });
      const query = { s3_key: 'assets/00000000-0000-4000-8000-00000000dead/x' };
      await api.refused('GET', path, { status: [400, 403, 404] }, { query });
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'refuses a payload that is no JSON and a field without file',
    run: async (api) => {
      const session = await quietSession(api);
      const path = `/session/${session.id}/messages`;
      await api.refused(
        'POST',
        path,
        { status: 400, says: 'invalid payload json' },
        { form: formWith('{nope') },
      );
      const form = formWith(JSON.stringify({ format: 'acontext', blob: BLOB }), 'other');
      await api.refused('POST', path, { status: 400, says: 'missing file picture' }, { form });
      expectEqual('stored', (await messagesOf(api, session)).ids, []);
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'as multipart without files is an ordinary message',
    run: async (api) => {
      const session = await quietSession(api);
      const form = new FormData();
      form.set('payload', JSON.stringify({ blob: { role: 'user', content: 'hello' } }));
      await api.ok('POST', `/session/${session.id}/messages`, shapes.message, { form, status: 201 });
      const { items } = await messagesOf(api, session);
      expectPart('items', z.array(z.unknown()).parse(items), [{ role: 'user', content: 'hello' }]);
    },
  },
]);
