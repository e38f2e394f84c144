import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { newSession, newSpace, quietSession, say, until, user } from '../making.ts';
import type { Api } from '../open-api.ts';
import { solvedIncident } from '../solved-incident.ts';
import * as shapes from '../wire-shapes.ts';

const skills = z.array(shapes.skill);

async function attached(api: Api, configs?: Record<string, unknown>) {
  const space = await newSpace(api);
  const session = await newSession(api, configs ? { configs } : {});
  const json = { session_id: session.id };
  await api.ok('POST', `/learning_spaces/${space.id}/learn`, shapes.spaceSession, { json, status: 201 });
  return { space, session };
}

const ended = (api: Api, space: { id: string }, session: { id: string }) =>
  until(
    api,
    'status completed or failed',
    () => api.ok('GET', `/learning_spaces/${space.id}/sessions/${session.id}`, shapes.spaceSession),
    ({ status }) => status === 'completed' || status === 'failed',
  );

/** Name and path of every file with its text, as a client downloads them. Nested files are left to the server. */
async function filesOf(api: Api, space: { id: string }): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { id, name, file_index } of await api.ok('GET', `/learning_spaces/${space.id}/skills`, skills)) {
    for (const { path } of file_index.filter((file) => !file.path.includes('/'))) {
      const query = { file_path: path };
      const file = await api.ok('GET', `/agent_skills/${id}/file`, shapes.skillFile, { query });
      files.set(`${name}/${path}`, file.content?.raw ?? '');
    }
  }
  return files;
}

const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);

export const learningCases = casesOf('learning', [
  {
    route: 'POST /learning_spaces/:id/learn',
    behaviour: 'lets a solved incident change the skills of the space',
    needs: 'model',
    run: async (api) => {
      const { space, session } = await attached(api);
      const before = await filesOf(api, space);
      await say(api, session, ...solvedIncident());
      await api.ok('POST', `/session/${session.id}/flush`, shapes.flushed);
      expectEqual('status', (await ended(api, space, session)).status, 'completed');
      // The real server may say completed before the last job of a session has written.
      const read = async () => changed(before, await filesOf(api, space));
      await until(api, 'a new or changed file', read, (paths) => paths.length > 0);
      for (const [path, text] of await filesOf(api, space)) {
        if (path.endsWith('/SKILL.md')) {
          expectThat(path, text.startsWith('---') && /^name:/m.test(text), 'front matter with a name', text);
        }
      }
    },
  },
  {
    route: 'POST /learning_spaces/:id/learn',
    behaviour: 'learns a second incident into the same space',
    needs: 'model',
    run: async (api) => {
      const { space, session } = await attached(api);
      await say(api, session, ...solvedIncident());
      await api.ok('POST', `/session/${session.id}/flush`, shapes.flushed);
      await ended(api, space, session);
      const second = await newSession(api);
      const json = { session_id: second.id };
      await api.ok('POST', `/learning_spaces/${space.id}/learn`, shapes.spaceSession, { json, status: 201 });
      await say(api, second, ...solvedIncident());
      await api.ok('POST', `/session/${second.id}/flush`, shapes.flushed);
      expectEqual('status', (await ended(api, space, second)).status, 'completed');
      const names = (await api.ok('GET', `/learning_spaces/${space.id}/skills`, skills)).map(
        ({ name }) => name,
      );
      expectThat('default skills', names.includes('daily-logs'), 'still there', names);
    },
  },
  {
    route: 'POST /learning_spaces/:id/learn',
    behaviour: 'takes a session whose configs date it back',
    needs: 'model',
    run: async (api) => {
      const { space, session } = await attached(api, { original_date: '2023-05-08' });
      await say(api, session, ...solvedIncident());
      await api.ok('POST', `/session/${session.id}/flush`, shapes.flushed);
      expectEqual('status', (await ended(api, space, session)).status, 'completed');
    },
  },
  {
    route: 'GET /learning_spaces/:id/sessions/:sid',
    behaviour: 'completes a session that has nothing to teach',
    run: async (api) => {
      const space = await newSpace(api);
      const session = await quietSession(api);
      await say(api, session, user('hello'));
      const json = { session_id: session.id };
      await api.ok('POST', `/learning_spaces/${space.id}/learn`, shapes.spaceSession, { json, status: 201 });
      expectEqual('status', (await ended(api, space, session)).status, 'completed');
    },
  },
  {
    route: 'DELETE /session/:id',
    behaviour: 'in the middle of learning ends it without harm to the space',
    needs: 'model',
    run: async (api) => {
      const { space, session } = await attached(api);
      await say(api, session, ...solvedIncident());
      await api.ok('POST', `/session/${session.id}/flush`, shapes.flushed);
      await api.done('DELETE', `/session/${session.id}`);
      const left = await api.ok('GET', `/learning_spaces/${space.id}/sessions`, z.array(shapes.spaceSession));
      expectEqual('sessions', left, []);
      const found = await api.ok('GET', `/learning_spaces/${space.id}/skills`, skills);
      expectThat('skills', found.length >= 2, 'the default skills at least', found.length);
    },
  },
]);
