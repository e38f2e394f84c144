import { z } from 'zod';
import type { Client } from './client.ts';
import { inTurn, timesOf, type Figures } from './measure.ts';

const pageSchema = z.object({
  items: z.array(z.object({ id: z.string() })),
  next_cursor: z.string().optional(),
  has_more: z.boolean(),
});

/** The cursor in the middle of a list, read page by page as a client would. */
async function middleOf(client: Client, path: string, pages: number): Promise<string> {
  let cursor = '';
  for (let page = 0; page < pages; page += 1) {
    const { next_cursor } = pageSchema.parse(await client('GET', `${path}?limit=200${cursor}`));
    if (next_cursor === undefined) break;
    cursor = `&cursor=${encodeURIComponent(next_cursor)}`;
  }
  return cursor;
}

const firstId = async (client: Client, path: string): Promise<string> =>
  pageSchema.parse(await client('GET', `${path}?limit=1`)).items[0]?.id ?? '';

export interface Sizes {
  spaces: number;
  skills: number;
}

type Call = () => Promise<unknown>;

/** What a client asks of a store: each by name. */
async function callsOf(client: Client, { spaces, skills }: Sizes): Promise<Map<string, Call>> {
  const space = await firstId(client, '/learning_spaces');
  const skill = await firstId(client, '/agent_skills');
  const linked = z
    .array(z.object({ session_id: z.string() }))
    .parse(await client('GET', `/learning_spaces/${space}/sessions`));
  const session = linked[0]?.session_id ?? '';
  const { disk_id: disk } = z
    .object({ disk_id: z.string() })
    .parse(await client('GET', `/agent_skills/${skill}`));
  const deepSpaces = await middleOf(client, '/learning_spaces', spaces / 400);
  const deepSkills = await middleOf(client, '/agent_skills', skills / 400);
  const get = (path: string) => () => client('GET', path);
  return new Map<string, Call>([
    ['spaces, first page', get('/learning_spaces?limit=20')],
    ['spaces, page in the middle', get(`/learning_spaces?limit=20${deepSpaces}`)],
    ['skills, first page', get('/agent_skills?limit=20')],
    ['skills, page in the middle', get(`/agent_skills?limit=20${deepSkills}`)],
    ['sessions, newest page', get('/session?limit=20&time_desc=true')],
    ['disks, newest page', get('/disk?limit=20&time_desc=true')],
    ['skills of a space', get(`/learning_spaces/${space}/skills`)],
    ['one skill', get(`/agent_skills/${skill}`)],
    ['one file of a skill', get(`/agent_skills/${skill}/file?file_path=SKILL.md`)],
    ['grep in a skill', get(`/disk/${disk}/artifact/grep?query=gateway`)],
    ['status of a learning', get(`/learning_spaces/${space}/sessions/${session}`)],
    ['tasks of a session', get(`/session/${session}/task`)],
    ['token count of a session', get(`/session/${session}/token_counts`)],
    [
      'store a message',
      () => client('POST', `/session/${session}/messages`, { blob: { role: 'user', content: 'Hm.' } }),
    ],
    ['create a space', () => client('POST', '/learning_spaces', {})],
  ]);
}

export interface GrowthRow {
  what: string;
  small: Figures;
  large: Figures;
}

export interface Grown extends Sizes {
  client: Client;
}

/** Each call on a small store and on one that has grown. */
export async function measureGrowth(small: Grown, large: Grown, times: number): Promise<GrowthRow[]> {
  const here = await callsOf(small.client, small);
  const there = await callsOf(large.client, large);
  const rows: GrowthRow[] = [];
  for (const [what, call] of here) {
    const other = there.get(what) ?? call;
    const figures = await inTurn([call, other], times, (each) => timesOf({ clients: 1, total: 4 }, each));
    const [before, after] = [figures.get(call), figures.get(other)];
    if (before && after) rows.push({ what, small: before, large: after });
  }
  return rows;
}
