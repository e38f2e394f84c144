import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import {
  keepSkillsInMind,
  newSession,
  newSkill,
  newSpace,
  quietSession,
  skillMd,
  someId,
  someName,
} from '../making.ts';
import type { Api } from '../open-api.ts';
import * as shapes from '../wire-shapes.ts';

const spaces = shapes.listOf(shapes.space);
const skills = z.array(shapes.skill);
const links = z.array(shapes.spaceSession);
const DEFAULTS = ['daily-logs', 'user-general-facts'];

const namesIn = async (api: Api, space: { id: string }): Promise<string[]> => {
  const found = await api.ok('GET', `/learning_spaces/${space.id}/skills`, skills);
  return found.map(({ name }) => name).toSorted();
};
const include = (api: Api, space: { id: string }, skill: { id: string }) =>
  api.ok('POST', `/learning_spaces/${space.id}/skills`, shapes.spaceSkill, {
    json: { skill_id: skill.id },
    status: 201,
  });

export const spaceCases = casesOf('spaces', [
  {
    route: 'POST /learning_spaces',
    behaviour: 'needs a JSON body, {} is enough',
    run: async (api) => {
      await api.refused('POST', '/learning_spaces', { status: 400 });
      expectPart('space', await newSpace(api), { user_id: null, meta: null });
    },
  },
  {
    route: 'POST /learning_spaces',
    behaviour: 'keeps meta and user',
    run: async (api) => {
      const name = someName();
      const space = await newSpace(api, { user: name, meta: { team: 'ops' } });
      expectPart('space', space, { meta: { team: 'ops' } });
      expectThat('user_id', space.user_id !== null, 'an id', space.user_id);
    },
  },
  {
    route: 'POST /learning_spaces',
    behaviour: 'makes the two default skills, each with a SKILL.md that can be read',
    run: async (api) => {
      const space = await newSpace(api);
      expectEqual('names', await namesIn(api, space), DEFAULTS);
      for (const skill of await api.ok('GET', `/learning_spaces/${space.id}/skills`, skills)) {
        const query = { file_path: 'SKILL.md' };
        const file = await api.ok('GET', `/agent_skills/${skill.id}/file`, shapes.skillFile, { query });
        expectThat(
          'SKILL.md',
          (file.content?.raw ?? '').includes(skill.name),
          `the name ${skill.name}`,
          file,
        );
      }
    },
  },
  {
    route: 'GET /learning_spaces',
    behaviour: 'filters by user and by contained meta',
    run: async (api) => {
      const name = someName();
      const one = await newSpace(api, { user: name, meta: { team: { name: 'ops' }, n: 1 } });
      const two = await newSpace(api, { user: name, meta: { team: { name: 'web' } } });
      const idsOf = async (filter: object) => {
        const query = { user: name, filter_by_meta: JSON.stringify(filter) };
        return (await api.ok('GET', '/learning_spaces', spaces, { query })).items.map(({ id }) => id);
      };
      expectEqual('{}', await idsOf({}), [one.id, two.id]);
      expectEqual('nested', await idsOf({ team: { name: 'web' } }), [two.id]);
      expectEqual('nothing fits', await idsOf({ n: 2 }), []);
      const query = { filter_by_meta: 'nope' };
      await api.refused(
        'GET',
        '/learning_spaces',
        { status: 400, says: 'invalid filter_by_meta JSON' },
        { query },
      );
    },
  },
  {
    route: 'GET /learning_spaces/:id',
    behaviour: 'answers the space',
    run: async (api) => {
      const space = await newSpace(api, { meta: { a: 1 } });
      const read = await api.ok('GET', `/learning_spaces/${space.id}`, shapes.space);
      expectPart('space', read, { id: space.id, meta: { a: 1 } });
    },
  },
  {
    route: 'PATCH /learning_spaces/:id',
    behaviour: 'merges meta and stores null as a value',
    run: async (api) => {
      const path = `/learning_spaces/${(await newSpace(api, { meta: { a: 1, b: 2 } })).id}`;
      const patched = await api.ok('PATCH', path, shapes.space, { json: { meta: { b: null, c: 3 } } });
      expectEqual('answer', patched.meta, { a: 1, b: null, c: 3 });
      expectEqual('stored', (await api.ok('GET', path, shapes.space)).meta, { a: 1, b: null, c: 3 });
      await api.refused('PATCH', path, { status: 400 }, { json: {} });
    },
  },
  {
    route: 'DELETE /learning_spaces/:id',
    behaviour: 'says ok, and leaves sessions and skills behind',
    run: async (api) => {
      const space = await newSpace(api);
      const session = await quietSession(api);
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()) });
      await include(api, space, skill);
      const made = await keepSkillsInMind(api, space);
      const json = { session_id: session.id };
      await api.ok('POST', `/learning_spaces/${space.id}/learn`, shapes.spaceSession, { json, status: 201 });
      expectEqual('msg', await api.done('DELETE', `/learning_spaces/${space.id}`), 'ok');
      await api.refused('GET', `/learning_spaces/${space.id}`, {
        status: 404,
        says: 'learning space not found',
      });
      await api.ok('GET', `/session/${session.id}/configs`, shapes.session);
      for (const { id } of made) await api.ok('GET', `/agent_skills/${id}`, shapes.skill);
    },
  },
  {
    route: 'POST /learning_spaces/:id/learn',
    behaviour: 'attaches a session as pending',
    run: async (api) => {
      const space = await newSpace(api);
      const session = await newSession(api);
      const json = { session_id: session.id };
      const path = `/learning_spaces/${space.id}`;
      const link = await api.ok('POST', `${path}/learn`, shapes.spaceSession, { json, status: 201 });
      expectPart('link', link, { learning_space_id: space.id, session_id: session.id, status: 'pending' });
      // A session without messages counts as learned to the real server; waiting on is as good.
      const one = await api.ok('GET', `${path}/sessions/${session.id}`, shapes.spaceSession);
      expectPart('read back', one, { id: link.id, session_id: session.id });
      const all = await api.ok('GET', `${path}/sessions`, links);
      expectEqual(
        'list',
        all.map(({ id }) => id),
        [link.id],
      );
    },
  },
  {
    route: 'POST /learning_spaces/:id/learn',
    behaviour: 'answers 409 to a session that is attached, here or elsewhere',
    run: async (api) => {
      const space = await newSpace(api);
      const other = await newSpace(api);
      const json = { session_id: (await quietSession(api)).id };
      const path = (id: string) => `/learning_spaces/${id}/learn`;
      await api.ok('POST', path(space.id), shapes.spaceSession, { json, status: 201 });
      const refusal = { status: 409, says: 'session already learned by another space' };
      await api.refused('POST', path(space.id), refusal, { json });
      await api.refused('POST', path(other.id), refusal, { json });
    },
  },
  {
    route: 'POST /learning_spaces/:id/learn',
    behaviour: 'refuses an unknown session, an id that is none and a body without one',
    run: async (api) => {
      const path = `/learning_spaces/${(await newSpace(api)).id}/learn`;
      const none = { status: 404, says: 'session not found' };
      await api.refused('POST', path, none, { json: { session_id: someId() } });
      await api.refused('POST', path, { status: 400 }, { json: { session_id: 'nope' } });
      await api.refused('POST', path, { status: 400 }, { json: {} });
    },
  },
  {
    route: 'GET /learning_spaces/:id/sessions/:sid',
    behaviour: 'answers 404 for a session that is not attached',
    run: async (api) => {
      const path = `/learning_spaces/${(await newSpace(api)).id}/sessions/${(await newSession(api)).id}`;
      await api.refused('GET', path, { status: 404, says: 'learning space session not found' });
    },
  },
  {
    route: 'GET /learning_spaces/:id/sessions',
    behaviour: 'is a plain array, oldest first',
    run: async (api) => {
      const path = `/learning_spaces/${(await newSpace(api)).id}`;
      expectEqual('of a new space', await api.ok('GET', `${path}/sessions`, links), []);
      const attached: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        const json = { session_id: (await quietSession(api)).id };
        attached.push(json.session_id);
        await api.ok('POST', `${path}/learn`, shapes.spaceSession, { json, status: 201 });
      }
      const listed = await api.ok('GET', `${path}/sessions`, links);
      expectEqual(
        'sessions',
        listed.map(({ session_id }) => session_id),
        attached,
      );
    },
  },
  {
    route: 'POST /learning_spaces/:id/skills',
    behaviour: 'includes a skill once, by id and by name',
    run: async (api) => {
      const space = await newSpace(api);
      const name = someName();
      const skill = await newSkill(api, { 'SKILL.md': skillMd(name) });
      const twin = await newSkill(api, { 'SKILL.md': skillMd(name) });
      const link = await include(api, space, skill);
      expectPart('link', link, { learning_space_id: space.id, skill_id: skill.id });
      expectEqual('names', await namesIn(api, space), [name, ...DEFAULTS].toSorted());
      const path = `/learning_spaces/${space.id}/skills`;
      const again = { status: 409, says: 'skill already included in this space' };
      await api.refused('POST', path, again, { json: { skill_id: skill.id } });
      const same = { status: 409, says: `skill with name '${name}' already exists in this space` };
      await api.refused('POST', path, same, { json: { skill_id: twin.id } });
      const none = { status: 404, says: 'skill not found' };
      await api.refused('POST', path, none, { json: { skill_id: someId() } });
      await api.refused('POST', path, { status: 400 }, { json: { skill_id: 'nope' } });
    },
  },
  {
    route: 'DELETE /learning_spaces/:id/skills/:skill_id',
    behaviour: 'excludes a skill as often as it is asked to, and keeps it',
    run: async (api) => {
      const space = await newSpace(api);
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()) });
      await include(api, space, skill);
      const path = `/learning_spaces/${space.id}/skills/${skill.id}`;
      expectEqual('msg', await api.done('DELETE', path), 'ok');
      expectEqual('msg of the second time', await api.done('DELETE', path), 'ok');
      expectEqual('names', await namesIn(api, space), DEFAULTS);
      await api.ok('GET', `/agent_skills/${skill.id}`, shapes.skill);
      await include(api, space, skill);
    },
  },
]);
