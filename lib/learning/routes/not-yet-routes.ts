import { notYet } from '../http/envelope.ts';
import type { Method, Route } from '../http/router.ts';

/** Parts of Acontext's API that exist and that this server does not have: said plainly instead of a 404. */
const MISSING: [what: string, path: string][] = [
  ['sandboxes', '/disk/:id/artifact/download_to_sandbox'],
  ['sandboxes', '/disk/:id/artifact/upload_from_sandbox'],
  ['sandboxes', '/agent_skills/:id/download_to_sandbox'],
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
