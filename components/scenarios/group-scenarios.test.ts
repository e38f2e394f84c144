import { describe, expect, test } from 'vitest';
import type { ScenarioEntry } from '#lib/protocol/scenario.ts';
import { filterScenarios, groupScenarios } from './group-scenarios.ts';

function entry(scenarioId: string, more: Partial<ScenarioEntry> = {}): ScenarioEntry {
  return {
    scenarioId,
    title: `Title of ${scenarioId}`,
    summary: '',
    request: '',
    family: null,
    class: null,
    topology: 'shop',
    services: 12,
    own: false,
    version: null,
    hash: 'h',
    updatedAt: null,
    validity: { state: 'unchecked' },
    ...more,
  };
}

describe('the list of scenarios', () => {
  const learn = entry('cache-learn', { family: 'cache', class: 'learning' });
  const twin = entry('cache-twin', { family: 'cache', class: 'negative', topology: 'media' });
  const noop = entry('noop-quiet', { class: 'noop' });
  const story = entry('classic-act-1', {
    family: 'upstream-timeout',
    class: 'learning',
    topology: 'classic',
  });
  const own = entry('mine', { own: true, family: 'cache', class: 'learning', validity: { state: 'passed' } });
  const all = [story, learn, twin, noop, own];

  test('puts built-in incidents under their family and class, the story apart from its family', () => {
    const { families, others } = groupScenarios(all);
    expect(families.map(({ id }) => id)).toEqual(['story', 'cache']);
    expect(families[1]).toMatchObject({
      name: 'Cache',
      cells: { learning: [learn], near: [], far: [], negative: [twin] },
    });
    expect(others).toEqual([noop]);
  });

  test('keeps own scenarios apart, whatever family they name', () => {
    expect(groupScenarios(all).own).toEqual([own]);
  });

  test('finds by every word of the search, in title, id, family or topology', () => {
    const filters = { q: '', topology: '', class: '', validity: '' };
    expect(filterScenarios(all, filters)).toHaveLength(5);
    expect(filterScenarios(all, { ...filters, q: 'CACHE media' })).toEqual([twin]);
    expect(filterScenarios(all, { ...filters, q: 'nothing' })).toEqual([]);
    expect(filterScenarios(all, { ...filters, class: 'learning', topology: 'shop' })).toEqual([learn, own]);
    expect(filterScenarios(all, { ...filters, validity: 'passed' })).toEqual([own]);
  });
});
