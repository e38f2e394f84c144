import type { z } from 'zod';
import type { Area, ConformanceCase } from '../conformance-case.ts';
import { expectEqual } from '../expectations.ts';
import { newDisk, newSession, newSkill, newSpace, skillMd, someName } from '../making.ts';
import type { Api } from '../open-api.ts';
import * as shapes from '../wire-shapes.ts';

interface Listing {
  area: Area;
  path: string;
  item: z.ZodType<{ id: string }>;
  make: (api: Api, user: string) => Promise<{ id: string }>;
}

/** Lists that page by cursor and can be cut to one user, so that what others have does not disturb. */
const LISTINGS: Listing[] = [
  {
    area: 'sessions',
    path: '/session',
    item: shapes.session,
    make: (api, user) => newSession(api, { user }),
  },
  {
    area: 'spaces',
    path: '/learning_spaces',
    item: shapes.space,
    make: (api, user) => newSpace(api, { user }),
  },
  { area: 'disks', path: '/disk', item: shapes.disk, make: (api, user) => newDisk(api, { user }) },
  {
    area: 'skills',
    path: '/agent_skills',
    item: shapes.listedSkill,
    make: (api, user) => newSkill(api, { 'SKILL.md': skillMd(someName()) }, { user }),
  },
];

const BAD_LIMITS = ['0', '201', '-1', 'many'];

/** Reads a list to its end, two at a time. */
async function readAll(api: Api, { path, item }: Listing, query: Record<string, string>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 1; page <= 10; page += 1) {
    const read = await api.ok('GET', path, shapes.listOf(item), {
      query: { ...query, limit: '2', ...(cursor !== undefined && { cursor }) },
    });
    ids.push(...read.items.map(({ id }) => id));
    cursor = read.next_cursor;
    expectEqual(`has_more with next_cursor ${String(cursor)}`, read.has_more, cursor !== undefined);
    if (cursor === undefined) return ids;
  }
  return ids;
}

const casesFor = (listing: Listing): ConformanceCase[] => {
  const { area, path, make } = listing;
  const route = `GET ${path}`;
  return [
    {
      area,
      route,
      behaviour: 'pages by cursor in both directions without gaps or repeats',
      run: async (api) => {
        const user = someName();
        const made: string[] = [];
        for (let count = 0; count < 5; count += 1) made.push((await make(api, user)).id);
        expectEqual('oldest first', await readAll(api, listing, { user }), made);
        const newestFirst = await readAll(api, listing, { user, time_desc: 'true' });
        expectEqual('newest first', newestFirst, made.toReversed());
      },
    },
    {
      area,
      route,
      behaviour: 'refuses limits outside 1 to 200',
      run: async (api) => {
        for (const limit of BAD_LIMITS) await api.refused('GET', path, { status: 400 }, { query: { limit } });
      },
    },
    {
      area,
      route,
      behaviour: 'refuses a cursor that is none',
      // The real server calls it its own mistake (500); a 400 says it better.
      run: (api) => api.refused('GET', path, { status: [400, 500] }, { query: { cursor: 'nope' } }),
    },
  ];
};

export const pageCases: ConformanceCase[] = LISTINGS.flatMap(casesFor);
