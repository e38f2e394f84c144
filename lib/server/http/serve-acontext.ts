import 'server-only';
import { getLab } from '../lab/get-lab.ts';

/** The embedded Acontext for other clients. With a remote Acontext there is none to serve. */
export async function serveAcontext(request: Request): Promise<Response> {
  const { embedded } = await getLab();
  if (embedded) return embedded.handle(request);
  const msg = 'this lab uses a remote Acontext; its embedded server is off';
  return Response.json({ code: 404, msg }, { status: 404 });
}
