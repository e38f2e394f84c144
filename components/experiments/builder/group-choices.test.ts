import { expect, it } from 'vitest';
import { familiesOf, groupChoices, type Choice } from './group-choices.ts';

const choice = (scenarioId: string, family: string | null, name: Choice['class'] = 'near'): Choice => ({
  scenarioId,
  title: `Incident ${scenarioId}`,
  summary: '',
  family,
  class: name,
  transferOf: null,
  twinOf: null,
});
const all = [
  choice('own', null),
  choice('calm', 'noop', 'noop'),
  choice('cache-twin', 'cache', 'negative'),
  choice('cache-near', 'cache'),
  choice('disk-near', 'disk-full'),
];
const families = (first?: ReadonlySet<string | null>) =>
  groupChoices(all, '', first).map(({ family }) => family);

it('lists families by name, no-ops and what belongs to none last, and each by class', () => {
  expect(families()).toEqual(['cache', 'disk-full', 'noop', null]);
  expect(groupChoices(all, 'cache')[0]?.scenarios.map(({ scenarioId }) => scenarioId)).toEqual([
    'cache-near',
    'cache-twin',
  ]);
});

it('puts the families of what is chosen before the others', () => {
  expect(families(familiesOf(all, ['own', 'disk-near']))).toEqual(['disk-full', null, 'cache', 'noop']);
});
