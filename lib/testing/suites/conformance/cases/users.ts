import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { keepSkillsInMind, newDisk, newSession, newSpace, someName } from '../making.ts';
import * as shapes from '../wire-shapes.ts';

const users = shapes.listOf(shapes.user);
const resources = z.object({
  counts: z.object({ sessions_count: z.int(), disks_count: z.int(), skills_count: z.int() }),
});

export const userCases = casesOf('users', [
  {
    route: 'GET /user/ls',
    behaviour: 'lists a user as soon as something names it',
    run: async (api) => {
      const name = someName();
      const { user_id } = await newSession(api, { user: name });
      const found = (await api.ok('GET', '/user/ls', users)).items.find(
        ({ identifier }) => identifier === name,
      );
      expectPart('user', found, { id: user_id, identifier: name });
    },
  },
  {
    route: 'GET /user/ls',
    behaviour: 'pages by cursor and refuses limits above 200',
    run: async (api) => {
      await newSession(api, { user: someName() });
      await newSession(api, { user: someName() });
      const query = { limit: '1', time_desc: 'true' };
      const first = await api.ok('GET', '/user/ls', users, { query });
      expectEqual('first page', [first.items.length, first.has_more], [1, true]);
      const more = { ...query, cursor: first.next_cursor ?? '' };
      const second = await api.ok('GET', '/user/ls', users, { query: more });
      const differs = second.items[0]?.id !== first.items[0]?.id;
      expectThat('second page', second.items.length === 1 && differs, 'another user', second.items);
      await api.refused('GET', '/user/ls', { status: 400 }, { query: { limit: '201' } });
    },
  },
  {
    route: 'GET /user/:identifier/resources',
    behaviour: 'counts what belongs to the user, whatever the name is made of',
    run: async (api) => {
      const name = `${someName()} ä@b+c`;
      await newSession(api, { user: name });
      await newSession(api, { user: name });
      await newDisk(api, { user: name });
      const path = `/user/${encodeURIComponent(name)}/resources`;
      const { counts } = await api.ok('GET', path, resources);
      expectEqual('sessions_count', counts.sessions_count, 2);
      expectThat('disks_count', counts.disks_count >= 1, '1 or more', counts);
    },
  },
  {
    route: 'GET /user/:identifier/resources',
    behaviour: 'refuses a user that is not there',
    // The real server calls it its own mistake (500).
    run: (api) => api.refused('GET', `/user/${someName()}/resources`, { status: [404, 500] }),
  },
  {
    route: 'DELETE /user/:identifier',
    behaviour: 'takes everything of theirs along',
    run: async (api) => {
      const name = someName();
      const session = await newSession(api, { user: name });
      const space = await newSpace(api, { user: name });
      const kept = await newSession(api);
      await keepSkillsInMind(api, space);
      await api.done('DELETE', `/user/${name}`);
      await api.refused('DELETE', `/session/${session.id}`, { status: 404 });
      await api.refused('GET', `/learning_spaces/${space.id}`, { status: 404 });
      await api.ok('GET', `/session/${kept.id}/configs`, shapes.session);
      const left = (await api.ok('GET', '/user/ls', users)).items.map(({ identifier }) => identifier);
      expectThat('users', !left.includes(name), `without ${name}`, left.slice(-3));
    },
  },
  {
    route: 'DELETE /user/:identifier',
    behaviour: 'is fine with a user that is not there',
    run: async (api) => {
      await api.done('DELETE', `/user/${someName()}`);
    },
  },
]);
