import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { messagesOf, newSession, quietSession, say, until, user } from '../making.ts';
import { solvedIncident } from '../solved-incident.ts';
import * as shapes from '../wire-shapes.ts';

const tasks = shapes.listOf(shapes.task);
const BAD_LIMITS = ['0', '201', 'many'];

export const taskCases = casesOf('tasks', [
  {
    route: 'GET /session/:id/observing_status',
    behaviour: 'counts nothing in a session without messages',
    run: async (api) => {
      const path = `/session/${(await newSession(api)).id}/observing_status`;
      const status = await api.ok('GET', path, shapes.observing);
      expectPart('counts', status, { observed: 0, in_process: 0, pending: 0 });
    },
  },
  {
    route: 'GET /session/:id/observing_status',
    behaviour: 'counts a stored message as pending',
    run: async (api) => {
      const session = await newSession(api);
      await say(api, session, user('The gateway answers 502.'));
      const status = await api.ok('GET', `/session/${session.id}/observing_status`, shapes.observing);
      // The first message waits eight seconds for company.
      expectPart('counts', status, { observed: 0, in_process: 0, pending: 1 });
    },
  },
  {
    route: 'POST /session/:id/flush',
    behaviour: 'of a session without waiting messages answers status 200 at once',
    run: async (api) => {
      const empty = await newSession(api);
      const flushed = await api.ok('POST', `/session/${empty.id}/flush`, shapes.flushed);
      expectEqual('of an empty session', flushed, { status: 200, errmsg: '' });
      const quiet = await quietSession(api);
      await say(api, quiet, user('hello'));
      const untracked = await api.ok('POST', `/session/${quiet.id}/flush`, shapes.flushed);
      expectEqual('without tracking', untracked, { status: 200, errmsg: '' });
    },
  },
  {
    route: 'POST /session/:id/copy',
    behaviour: 'leaves the copied messages waiting',
    run: async (api) => {
      const from = await newSession(api);
      await say(api, from, user('The gateway answers 502.'));
      const copied = await api.ok('POST', `/session/${from.id}/copy`, z.object({ new_session_id: z.uuid() }));
      const path = `/session/${copied.new_session_id}/observing_status`;
      expectPart('counts', await api.ok('GET', path, shapes.observing), { pending: 1, observed: 0 });
    },
  },
  {
    route: 'GET /session/:id/task',
    behaviour: 'is empty before anything was read',
    run: async (api) => {
      const page = await api.ok('GET', `/session/${(await newSession(api)).id}/task`, tasks);
      expectEqual('page', page, { items: [], has_more: false });
    },
  },
  {
    route: 'GET /session/:id/task',
    behaviour: 'refuses bad limits and cursors',
    run: async (api) => {
      const path = `/session/${(await newSession(api)).id}/task`;
      for (const limit of BAD_LIMITS) await api.refused('GET', path, { status: 400 }, { query: { limit } });
      await api.refused('GET', path, { status: [400, 500] }, { query: { cursor: 'nope' } });
    },
  },
  {
    route: 'POST /session/:id/flush',
    behaviour: 'reads the waiting messages and makes tasks of them',
    needs: 'model',
    run: async (api) => {
      const session = await newSession(api);
      const messages = solvedIncident();
      await say(api, session, ...messages);
      const path = `/session/${session.id}`;
      expectEqual('flush', await api.ok('POST', `${path}/flush`, shapes.flushed), {
        status: 200,
        errmsg: '',
      });
      const status = await api.ok('GET', `${path}/observing_status`, shapes.observing);
      expectPart('counts', status, { observed: messages.length, in_process: 0, pending: 0 });
      const { items } = await api.ok('GET', `${path}/task`, tasks);
      expectThat('tasks', items.length > 0, 'one or more', items);
      const orders = items.map(({ order }) => order).toSorted((a, b) => a - b);
      expectEqual(
        'orders',
        orders,
        items.map((_, index) => index + 1),
      );
      const page = await messagesOf(api, session, { format: 'acontext' });
      const own = z.array(shapes.ownMessage).parse(page.items);
      const statuses = new Set(own.map((each) => each.session_task_process_status));
      expectEqual('statuses of the messages', [...statuses], ['success']);
      const known = new Set(items.map(({ id }) => id));
      const linked = own.filter(({ task_id }) => task_id !== null && known.has(task_id));
      expectThat('messages linked to a task', linked.length > 0, 'one or more', linked.length);
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'is read without a flush when the buffer is due',
    needs: 'model',
    run: async (api) => {
      const session = await newSession(api);
      await say(api, session, user('The gateway answers 502. Please repair it.'));
      const path = `/session/${session.id}/observing_status`;
      const read = () => api.ok('GET', path, shapes.observing);
      await until(api, 'observed: 1', read, ({ observed }) => observed === 1);
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'after a flush waits for the next one',
    needs: 'model',
    run: async (api) => {
      const session = await newSession(api);
      await say(api, session, user('The gateway answers 502.'));
      await api.ok('POST', `/session/${session.id}/flush`, shapes.flushed);
      await say(api, session, user('It answers again, thank you.'));
      const path = `/session/${session.id}/observing_status`;
      expectPart('counts', await api.ok('GET', path, shapes.observing), { observed: 1, pending: 1 });
      await api.ok('POST', `/session/${session.id}/flush`, shapes.flushed);
      expectPart('counts', await api.ok('GET', path, shapes.observing), { observed: 2, pending: 0 });
    },
  },
]);
