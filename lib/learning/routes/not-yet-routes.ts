import { notYet } from '../http/envelope.ts';
import type { Method, Route } from '../http/router.ts';

/** Parts of Acontext's API that exist and that this server does not have: said plainly instead of a 404. */
const MISSING: [what: string, path: string][] = [
  ['copying sessions', '/session/:id/copy'],
  ['assets of messages', '/session/:id/asset/download'],
  ['assets', '/material/:token'],
  ['disks', '/disk'],
  ['disks', '/disk/*'],
  ['sandboxes', '/sandbox'],
  ['sandboxes', '/sandbox/*'],
  ['encryption', '/project/encrypt'],
  ['encryption', '/project/decrypt'],
];

const METHODS: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export const notYetRoutes: Route[] = MISSING.flatMap(([what, path]) =>
  METHODS.map((method): Route => [
    method,
    path,
    () => {
      throw notYet(what);
    },
  ]),
);
