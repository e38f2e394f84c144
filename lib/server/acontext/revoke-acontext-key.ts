import 'server-only';
import type { RevokedAcontextKeyBody } from '#lib/protocol/http.ts';
import { embeddedKeys } from './embedded-keys.ts';
import { getLab } from '../lab/get-lab.ts';

/** From the next request on the key is refused, by every instance. Doing it twice changes nothing. */
export async function revokeAcontextKey(id: string): Promise<RevokedAcontextKeyBody> {
  return { key: await embeddedKeys(await getLab()).revoke(id) };
}
