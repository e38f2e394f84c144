import { createHash } from 'node:crypto';
import type { RemotePlace } from '#lib/store/index.ts';
import type { LabConfig } from '../lab/parse-env.ts';

export const EMBEDDED_PLACE: RemotePlace = { server: 'embedded', keyMark: '' };

/**
 * Where things that the lab creates in Acontext are: one project on one server. The key decides which project; of it
 * only a part of its hash is kept, enough to tell two keys apart and nothing to find one from.
 */
export function remotePlace(acontext: LabConfig['acontext']): RemotePlace {
  if (!acontext) return EMBEDDED_PLACE;
  const server = acontext.baseUrl.replace(/\/+$/, '');
  const keyMark = createHash('sha256').update(`${server}\n${acontext.apiKey}`).digest('hex').slice(0, 12);
  return { server, keyMark };
}

export function isSamePlace(a: RemotePlace, b: RemotePlace): boolean {
  return a.server === b.server && a.keyMark === b.keyMark;
}

/** How a reader knows the server: its host, never its path or key. */
export function placeLabel({ server }: RemotePlace): string {
  if (server === EMBEDDED_PLACE.server) return 'the embedded Acontext';
  return URL.canParse(server) ? new URL(server).host : 'an Acontext that was not noted';
}

/** The place in a request; it holds no key, only what tells two apart. */
export function placeId({ server, keyMark }: RemotePlace): string {
  return createHash('sha256').update(`${server}\n${keyMark}`).digest('hex').slice(0, 16);
}
