import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { newSession, newSpace, quietSession, say, someId, someName, user } from '../making.ts';
import * as shapes from '../wire-shapes.ts';

const BIG = 'x'.repeat(65 * 1024);
const sessions = shapes.listOf(shapes.session);
const configsOf = z.object({ configs: z.record(z.string(), z.unknown()) });

export const sessionCases = casesOf('sessions', [
  {
    route: 'POST /session',
    behaviour: 'needs no body',
    run: async (api) => {
      const made = await api.ok('POST', '/session', shapes.session, { status: 201 });
      expectPart('session', made, { user_id: null, disable_task_tracking: false, configs: null });
    },
  },
  {
    route: 'POST /session',
    behaviour: 'refuses an empty body that is announced as JSON',
    run: (api) =>
      api.refused('POST', '/session', { status: 400 }, { raw: { text: '', type: 'application/json' } }),
  },
  {
    route: 'POST /session',
    behaviour: 'refuses what is no JSON',
    run: (api) =>
      api.refused('POST', '/session', { status: 400 }, { raw: { text: '{"a', type: 'application/json' } }),
  },
  {
    route: 'POST /session',
    behaviour: 'keeps configs and tracking, and makes the user that it names',
    run: async (api) => {
      const name = someName();
      const configs = { mode: 'test', nested: { n: 1 } };
      const made = await newSession(api, { user: name, configs, disable_task_tracking: true });
      expectPart('session', made, { configs, disable_task_tracking: true });
      expectThat('user_id', made.user_id !== null, 'an id', made.user_id);
      const again = await newSession(api, { user: name });
      expectEqual('user_id of the same user', again.user_id, made.user_id);
    },
  },
  {
    route: 'POST /session',
    behaviour: 'keeps empty configs as they are',
    run: async (api) => expectEqual('configs', (await newSession(api, { configs: {} })).configs, {}),
  },
  {
    route: 'POST /session',
    behaviour: 'with use_uuid answers 201 once and 200 with the same session from then on',
    run: async (api) => {
      const id = someId();
      const json = { use_uuid: id, configs: { a: 1 } };
      const made = await api.ok('POST', '/session', shapes.session, { json, status: 201 });
      expectEqual('id', made.id, id);
      const again = await api.ok('POST', '/session', shapes.session, { json: { use_uuid: id } });
      expectEqual('session', { ...again, updated_at: '' }, { ...made, updated_at: '' });
    },
  },
  {
    route: 'POST /session',
    behaviour: 'refuses a use_uuid that is no UUID',
    run: (api) =>
      api.refused(
        'POST',
        '/session',
        { status: 400, says: 'invalid UUID format for use_uuid' },
        { json: { use_uuid: 'nope' } },
      ),
  },
  {
    route: 'GET /session',
    behaviour: 'filters by user and by contained configs',
    run: async (api) => {
      const name = someName();
      const one = await newSession(api, { user: name, configs: { a: { b: 1, c: 2 }, tags: ['x', 'y'] } });
      const two = await newSession(api, { user: name, configs: { a: { b: 2 } } });
      const idsOf = async (filter?: unknown) => {
        const query = {
          user: name,
          ...(filter !== undefined && { filter_by_configs: JSON.stringify(filter) }),
        };
        return (await api.ok('GET', '/session', sessions, { query })).items.map(({ id }) => id);
      };
      expectEqual('all of the user', await idsOf(), [one.id, two.id]);
      expectEqual('no filter in {}', await idsOf({}), [one.id, two.id]);
      expectEqual('nested', await idsOf({ a: { b: 1 } }), [one.id]);
      expectEqual('member of an array', await idsOf({ tags: ['y'] }), [one.id]);
      expectEqual('nothing fits', await idsOf({ a: { b: 3 } }), []);
    },
  },
  {
    route: 'GET /session',
    behaviour: 'refuses a filter that is no JSON',
    run: (api) =>
      api.refused(
        'GET',
        '/session',
        { status: 400, says: 'invalid filter_by_configs JSON' },
        { query: { filter_by_configs: '{nope' } },
      ),
  },
  {
    route: 'GET /session/:id/configs',
    behaviour: 'answers the whole session',
    run: async (api) => {
      const made = await newSession(api, { configs: { a: 1 } });
      const read = await api.ok('GET', `/session/${made.id}/configs`, shapes.session);
      expectPart('session', read, { id: made.id, configs: { a: 1 } });
      // To the real server a missing session is a storage problem here.
      await api.refused('GET', `/session/${someId()}/configs`, { status: [404, 500] });
    },
  },
  {
    route: 'PUT /session/:id/configs',
    behaviour: 'replaces the configs and answers no data',
    run: async (api) => {
      const made = await newSession(api, { configs: { a: 1, b: 2 } });
      const path = `/session/${made.id}/configs`;
      await api.done('PUT', path, { json: { configs: { c: 3 } } });
      expectEqual('configs', (await api.ok('GET', path, shapes.session)).configs, { c: 3 });
      await api.done('PUT', path, { json: { configs: null } });
      expectEqual('configs after null', (await api.ok('GET', path, shapes.session)).configs, { c: 3 });
    },
  },
  {
    route: 'PATCH /session/:id/configs',
    behaviour: 'merges at the top, null deletes a key',
    run: async (api) => {
      const made = await newSession(api, { configs: { a: { x: 1 }, b: 2 } });
      const path = `/session/${made.id}/configs`;
      const json = { configs: { a: { y: 1 }, b: null, c: 3 } };
      const merged = await api.ok('PATCH', path, configsOf, { json });
      expectEqual('answer', merged.configs, { a: { y: 1 }, c: 3 });
      expectEqual('configs', (await api.ok('GET', path, shapes.session)).configs, { a: { y: 1 }, c: 3 });
      await api.refused('PATCH', path, { status: 400 }, { json: {} });
    },
  },
  {
    route: 'PATCH /session/:id/configs',
    behaviour: 'refuses more than 64 KB',
    run: async (api) => {
      const { id } = await newSession(api);
      const refusal = { status: 400, says: 'configs size exceeds 64KB limit' };
      await api.refused('PATCH', `/session/${id}/configs`, refusal, { json: { configs: { big: BIG } } });
    },
  },
  {
    route: 'POST /session/:id/copy',
    behaviour: 'copies messages under new ids and leaves the original alone',
    run: async (api) => {
      const from = await quietSession(api);
      const stored = await say(api, from, user('one'), user('two'));
      const path = `/session/${from.id}/copy`;
      const copied = await api.ok(
        'POST',
        path,
        z.object({ old_session_id: z.uuid(), new_session_id: z.uuid() }),
      );
      expectEqual('old_session_id', copied.old_session_id, from.id);
      const query = { format: 'acontext' };
      const page = await api.ok('GET', `/session/${copied.new_session_id}/messages`, shapes.messages, {
        query,
      });
      const items = z.array(shapes.ownMessage).parse(page.items);
      expectEqual(
        'texts',
        items.map(({ parts }) => parts[0]?.text),
        ['one', 'two'],
      );
      const known = new Set(stored.map(({ id }) => id));
      for (const { id, session_id, task_id } of items) {
        expectThat('message id', !known.has(id), 'a new id', id);
        expectEqual('session_id', session_id, copied.new_session_id);
        expectEqual('task_id', task_id, null);
      }
      const original = await api.ok('GET', `/session/${from.id}/messages`, shapes.messages);
      expectEqual(
        'ids of the original',
        original.ids,
        stored.map(({ id }) => id),
      );
    },
  },
  {
    route: 'POST /session/:id/copy',
    behaviour: 'names its refusals',
    run: async (api) => {
      await api.refused('POST', '/session/nope/copy', { status: 400, says: 'INVALID_SESSION_ID' });
      await api.refused('POST', `/session/${someId()}/copy`, { status: 404, says: 'SESSION_NOT_FOUND' });
    },
  },
  {
    route: 'DELETE /session/:id',
    behaviour: 'takes messages and the learning link along, once',
    run: async (api) => {
      const space = await newSpace(api);
      const { id } = await quietSession(api);
      await say(api, { id }, user('hello'));
      const json = { session_id: id };
      await api.ok('POST', `/learning_spaces/${space.id}/learn`, shapes.spaceSession, { json, status: 201 });
      expectEqual('msg', await api.done('DELETE', `/session/${id}`), '');
      const links = await api.ok(
        'GET',
        `/learning_spaces/${space.id}/sessions`,
        z.array(shapes.spaceSession),
      );
      expectEqual('sessions of the space', links, []);
      await api.refused('GET', `/session/${id}/messages`, { status: 400, code: 500 });
      await api.refused('DELETE', `/session/${id}`, { status: 404, says: 'session not found' });
    },
  },
]);
