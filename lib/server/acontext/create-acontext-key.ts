import 'server-only';
import type { NewAcontextKey } from '#lib/protocol/acontext-key.ts';
import type { CreatedAcontextKeyBody } from '#lib/protocol/http.ts';
import { embeddedKeys } from './embedded-keys.ts';
import { getLab } from '../lab/get-lab.ts';

/** Makes a key. This answer is the only place where its text ever stands. */
export async function createAcontextKey(wanted: NewAcontextKey): Promise<CreatedAcontextKeyBody> {
  return embeddedKeys(await getLab()).create(wanted);
}
