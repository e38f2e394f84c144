import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat, NotApplicable } from '../expectations.ts';
import { someName } from '../making.ts';
import type { Api } from '../open-api.ts';

const configs = z.record(z.string(), z.unknown());
const path = '/project/configs';

/** A key of our own: what the project has configured is not touched. */
function ownKey(api: Api): string {
  const key = someName().replaceAll('-', '_');
  api.atEnd(`key ${key} of the project configs`, async (send) => {
    const { status } = await send('PATCH', path, { [key]: null });
    if (status !== 200) throw new Error(`HTTP ${status}`);
  });
  return key;
}

export const projectCases = casesOf('project', [
  {
    route: `GET ${path}`,
    behaviour: 'says ok and whether encryption is on',
    run: async (api) => {
      const answer = await api.call('GET', path);
      expectPart('body', answer.body, { code: 0, msg: 'ok' });
      const data = configs.parse(answer.body?.data);
      expectThat(
        'encryption_enabled',
        typeof data['encryption_enabled'] === 'boolean',
        'true or false',
        data,
      );
    },
  },
  {
    route: `PATCH ${path}`,
    behaviour: 'merges, and null deletes a key',
    run: async (api) => {
      const key = ownKey(api);
      const set = await api.ok('PATCH', path, configs, { json: { [key]: 'some words' } });
      expectEqual(key, set[key], 'some words');
      expectThat('answer', !('encryption_enabled' in set), 'no encryption_enabled', set);
      const unset = await api.ok('PATCH', path, configs, { json: { [key]: null } });
      expectThat('after null', !(key in unset), `no ${key}`, unset);
      const others = { ...set };
      delete others[key];
      expectEqual('other keys', unset, others);
    },
  },
  {
    route: `PATCH ${path}`,
    behaviour: 'checks the criteria of the task agent',
    run: async (api) => {
      for (const key of ['task_success_criteria', 'task_failure_criteria']) {
        const text = { status: 400, says: `${key} must be a string` };
        await api.refused('PATCH', path, text, { json: { [key]: 7 } });
        const long = { status: 400, says: `${key} exceeds max length (2000 chars)` };
        await api.refused('PATCH', path, long, { json: { [key]: 'x'.repeat(2001) } });
      }
    },
  },
  {
    route: `PATCH ${path}`,
    behaviour: 'refuses an empty object, what is no object and more than 64 KB',
    run: async (api) => {
      const type = 'application/json';
      await api.refused('PATCH', path, { status: 400, says: 'empty body' }, { json: {} });
      const says = 'invalid or too-large JSON body (max 64KB)';
      for (const text of ['', '{nope', '[1]']) {
        await api.refused('PATCH', path, { status: 400, says }, { raw: { text, type } });
      }
      const json = { [ownKey(api)]: 'x'.repeat(65 * 1024) };
      await api.refused('PATCH', path, { status: 400 }, { json });
    },
  },
  {
    route: 'POST /project/encrypt',
    behaviour: 'is not tried',
    run: async () => {
      throw new NotApplicable('it would encrypt everything that the project holds');
    },
  },
]);
