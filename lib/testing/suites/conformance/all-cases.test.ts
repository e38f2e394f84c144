import { expect, test } from 'vitest';
import type { Pipeline } from '#lib/learning/pipeline/pipeline.ts';
import { allRoutes } from '#lib/learning/routes/all-routes.ts';
import { conformanceCases, nameOf } from './index.ts';

const idle: Pipeline = {
  messageStored: async () => {},
  flush: async () => ({ status: 200, errmsg: '' }),
  startJobs: async () => {},
  resume: async () => {},
};

/** Names of parameters do not matter. */
const bare = (route: string): string => route.replaceAll(/:\w+/g, ':');

test('every route of the embedded server that Acontext has is tried', () => {
  const tried = new Set(conformanceCases.map(({ route }) => bare(route)));
  const untried = allRoutes(idle)
    // Ours, and what answers 501 under every method.
    .filter(([, path]) => !path.startsWith('/lab/') && !/sandbox|crypt/.test(path))
    .map(([method, path]) => bare(`${method} ${path}`))
    .filter((route) => !tried.has(route));
  expect(untried).toEqual([]);
});

test('every case has a name of its own', () => {
  const names = conformanceCases.map((each) => `${each.area} ${nameOf(each)}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
