import { describe, expect, test } from 'vitest';
import { positionAt } from './yaml-position.ts';

/** The place of the | in a text. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  return positionAt(marked.replace('|', ''), offset);
}

describe('where a text is being written', () => {
  test.each([
    ['ti|', [], 'key', 'ti'],
    ['id: x\n|', [], 'key', ''],
    ['class: lea|', ['class'], 'value', 'lea'],
    ['entry:\n  |', ['entry'], 'key', ''],
    ['services:\n  orders-api:\n    config:\n      db_|', ['services', 'orders-api', 'config'], 'key', 'db_'],
    ['services:\n  a:\n    type: x\n  b:\n    co|', ['services', 'b'], 'key', 'co'],
    ['links:\n  - fr|', ['links', '*'], 'key', 'fr'],
    ['links:\n  - from: a\n    to: |', ['links', '*', 'to'], 'value', ''],
    ['links:\n- from: a\n  to: x|', ['links', '*', 'to'], 'value', 'x'],
    ['root:\n  cause: { is: time|', ['root', 'cause', 'is'], 'value', 'time'],
    ['root:\n  cause: { is: timeout_covers, fr|', ['root', 'cause'], 'key', 'fr'],
    ['root:\n  fix: [{ service: a, k|', ['root', 'fix', '*'], 'key', 'k'],
    ['root:\n  fix:\n    - { service: |', ['root', 'fix', '*', 'service'], 'value', ''],
    ['without: [a, b|', ['without', '*'], 'value', 'b'],
    [
      'services:\n  a:\n    logs:\n      - { when: timed|',
      ['services', 'a', 'logs', '*', 'when'],
      'value',
      'timed',
    ],
    [
      'services:\n  a:\n    config:\n      t_ms: { value: 5, effect: { kind: |',
      ['services', 'a', 'config', 't_ms', 'effect', 'kind'],
      'value',
      '',
    ],
    ['root:\n  cause:\n    {\n      is: all,\n      fr|', ['root', 'cause'], 'key', 'fr'],
    [
      'redHerrings:\n  - {\n      service: a,\n      # why: { so\n      is: |',
      ['redHerrings', '*', 'is'],
      'value',
      '',
    ],
    ['a: {\n  x: [1, 2]\n}\nb|', [], 'key', 'b'],
    ['a: {x: 1}\nb: |', ['b'], 'value', ''],
    ['# a: comment\n|', [], 'key', ''],
  ])('%j', (text, path, kind, typed) => {
    expect(at(text)).toMatchObject({ path, kind, typed });
  });

  test('knows the other keys of the same map', () => {
    expect(at('root:\n  service: orders-api\n  key: |\n  involves: b').siblings).toMatchObject({
      service: 'orders-api',
      involves: 'b',
    });
    expect(at('x: { service: a, key: |, value: 3 }').siblings).toMatchObject({ service: 'a' });
    expect(at('links:\n  - from: a\n    |\n  - from: c\n').siblings).toEqual({ from: 'a' });
  });

  test('begins where the typed part begins', () => {
    expect(positionAt('class: lea', 10).from).toBe(7);
  });
});
