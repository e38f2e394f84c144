import { expect, it } from 'vitest';
import { experimentsHref, isFiltered } from './experiments-query.ts';

it('the address of the list of experiments holds its filters and the page', () => {
  expect(experimentsHref({ state: 'completed', claim: 'pipeline' }, '17')).toBe(
    '/experiments?state=completed&claim=pipeline&cursor=17',
  );
  expect(experimentsHref({})).toBe('/experiments');
  expect([isFiltered({}), isFiltered({ claim: 'models' })]).toEqual([false, true]);
});
