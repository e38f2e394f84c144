import { describe, expect, test } from 'vitest';
import { explain, suggest, type Vocabulary } from './complete-yaml.ts';

const named = (tag: string, value: string, more: object, description: string) => ({
  type: 'object',
  description,
  properties: { [tag]: { const: value }, ...more },
  required: [tag, ...Object.keys(more)],
});
const effect = {
  anyOf: [
    named('kind', 'timeout', { to: { type: 'string' } }, 'Longest time of a call.'),
    named('kind', 'slots', {}, 'Requests at once.'),
  ],
};
const vocabulary: Vocabulary = {
  schema: {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string', description: 'Name of the scenario.' },
      class: { enum: ['learning', 'near'], description: 'Its place.' },
      extends: { type: 'string' },
      without: { type: 'array', items: { type: 'string' } },
      root: {
        anyOf: [
          {
            type: 'object',
            properties: {
              service: { type: 'string' },
              key: { type: 'string' },
              cause: { $ref: '#/$defs/cause' },
            },
          },
          { type: 'null' },
        ],
      },
      services: {
        additionalProperties: {
          type: 'object',
          properties: {
            showsLatency: { type: 'boolean' },
            config: {
              additionalProperties: {
                anyOf: [{ type: 'object', properties: { effect } }, { type: 'number' }],
              },
            },
          },
        },
      },
    },
    $defs: { cause: { anyOf: [named('is', 'route_reaches', { from: {}, to: {} }, 'Calls arrive.')] } },
  },
  topologies: [{ topologyId: 'shop', title: 'Online shop', services: [], links: [] }],
  settings: { gateway: { timeout_ms: '5000' }, 'orders-db': { max_connections: '100' } },
};

function labels(marked: string): string[] {
  const offset = marked.indexOf('|');
  return suggest(marked.replace('|', ''), offset, vocabulary).options.map(({ label }) => label);
}

describe('completion', () => {
  test('offers the keys of the place that are not there yet', () => {
    expect(labels('id: a\n|')).toEqual(['class', 'extends', 'without', 'root', 'services']);
  });

  test('offers the values of an enumeration and of truth', () => {
    expect(labels('class: |')).toEqual(['learning', 'near']);
    expect(labels('services:\n  gateway:\n    showsLatency: |')).toEqual(['true', 'false']);
  });

  test('offers the names of this file: topologies, services, keys with what they hold', () => {
    expect(labels('extends: |')).toEqual(['shop']);
    expect(labels('services:\n  |')).toEqual(['gateway', 'orders-db']);
    expect(labels('without: [|')).toEqual(['gateway', 'orders-db']);
    expect(labels('root:\n  service: orders-db\n  key: |')).toEqual(['max_connections']);
    const config = suggest('services:\n  gateway:\n    config:\n      ', 41, vocabulary).options[0];
    expect(config).toMatchObject({ label: 'timeout_ms', detail: 'now 5000' });
  });

  test('offers a map by its kind, with what it needs', () => {
    const marked = 'services:\n  gateway:\n    config:\n      t_ms: { effect: ';
    const options = suggest(marked, marked.length, vocabulary).options;
    expect(options.find(({ label }) => label === 'kind: timeout')).toMatchObject({
      apply: '{ kind: timeout, to:  }',
      doc: 'Longest time of a call.',
    });
  });

  test('follows references and keeps to the kind that is written', () => {
    expect(labels('root:\n  cause: { is: |')).toEqual(['route_reaches']);
    expect(labels('root:\n  cause: { is: route_reaches, |')).toEqual(['from', 'to']);
    expect(labels('services:\n  gateway:\n    config:\n      t_ms: { effect: { kind: slots, |')).toEqual([]);
  });

  test('explains what stands under the pointer', () => {
    expect(explain('class: near', 2, vocabulary)?.doc).toBe('Its place.');
    expect(explain('root:\n  cause: { is: route_reaches }', 26, vocabulary)).toMatchObject({
      name: 'route_reaches',
      doc: 'Calls arrive.',
    });
    expect(explain('id: x', 4, vocabulary)).toBeNull();
  });
});
