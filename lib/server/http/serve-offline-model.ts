import 'server-only';
import { getLab } from '../lab/get-lab.ts';

/** The offline model for other clients of the chat-completions protocol. */
export async function serveOfflineModel(request: Request): Promise<Response> {
  const { offlineModel } = await getLab();
  return offlineModel(request);
}
