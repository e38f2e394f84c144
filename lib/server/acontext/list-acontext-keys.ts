import 'server-only';
import type { AcontextKeyListBody } from '#lib/protocol/http.ts';
import { embeddedKeys } from './embedded-keys.ts';
import { getLab } from '../lab/get-lab.ts';
import { LOCAL_ACONTEXT_KEY } from '../lab/parse-env.ts';

/** Projects of the embedded Acontext with their keys, without the keys' texts. */
export async function listAcontextKeys(): Promise<AcontextKeyListBody> {
  const lab = await getLab();
  return {
    projects: await embeddedKeys(lab).list(),
    ownKey: lab.config.embeddedAcontextKey === LOCAL_ACONTEXT_KEY ? LOCAL_ACONTEXT_KEY : null,
  };
}
