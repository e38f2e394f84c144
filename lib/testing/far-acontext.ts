import { openTestLab, type TestLab } from './open-test-lab.ts';
import { serveHandler } from './serve-handler.ts';

/** What the door in front of a far server does with a request: its answer, or null to let it through. */
export type Door = (request: Request) => Promise<Response | null> | Response | null;

export interface FarAcontext {
  /** Configuration of a lab that uses it. */
  env: { ACONTEXT_API_KEY: string; ACONTEXT_BASE_URL: string };
  /** Replaces the door. */
  door: Door;
  /** Looks past the door. */
  lab: TestLab['lab'];
  requests: string[];
  /** From now on connections are refused, until `comeBack` at the same address. */
  goAway: () => Promise<void>;
  comeBack: () => Promise<void>;
  close: () => Promise<void>;
}

/** Another lab's embedded Acontext over real HTTP, behind a door that can misbehave. Open it before the lab that uses it. */
export async function openFarAcontext(): Promise<FarAcontext> {
  const far = await openTestLab();
  const handle = far.lab.embedded?.handle;
  if (!handle) throw new Error('no embedded Acontext');
  const requests: string[] = [];
  const answer = async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    requests.push(`${request.method} ${path}`);
    return (await result.door(request)) ?? handle(request);
  };
  let server = await serveHandler(answer);
  const { url } = server;
  const result: FarAcontext = {
    env: { ACONTEXT_API_KEY: 'sk-ac-local', ACONTEXT_BASE_URL: `${url}/api/v1` },
    door: () => null,
    lab: far.lab,
    requests,
    goAway: () => server.close(),
    async comeBack() {
      server = await serveHandler(answer, Number(new URL(url).port));
    },
    async close() {
      await server.close();
      await far.close();
    },
  };
  return result;
}

export function refusal(status: number, headers: Record<string, string> = {}): Response {
  return Response.json({ code: status, msg: 'refused' }, { status, headers });
}

/** What is on the far server: ids, seen by its own lab's client. */
export async function thingsAt({ lab }: FarAcontext): Promise<{ spaces: string[]; skills: string[] }> {
  const skills = await lab.acontext.skills.list();
  const spaces = await lab.acontext.learningSpaces.list();
  return { spaces: spaces.map(({ spaceId }) => spaceId), skills: skills.map(({ skillId }) => skillId) };
}
