import { describe, expect, test } from 'vitest';
import { openText, withScalar } from './edit-text.ts';
import { readForm, readTyped } from './form-fields.ts';
import { candidatesFor, PATTERNS } from './patterns.ts';
import { emptyText, starterText } from './starter-text.ts';

const [pattern] = PATTERNS;
if (!pattern) throw new Error('no patterns');
const start = {
  id: 'mine',
  topology: 'shop',
  pattern,
  service: 'gateway',
  key: 'timeout_ms',
  to: 'api',
  wrong: 900,
  right: 4000,
};

describe('the form', () => {
  test('reads back what it wrote, and each field can be changed alone', () => {
    const text = starterText(start);
    const form = readForm(text);
    expect(form).toMatchObject({
      id: { value: 'mine' },
      extends: { value: 'shop' },
      root: {
        service: { value: 'gateway' },
        involves: { value: 'api' },
        rule: 'timeout_covers',
        wrong: { value: 900 },
        right: { value: 4000 },
      },
    });
    const wrong = form?.root?.wrong;
    const changed = wrong ? withScalar(text, wrong.path, 700) : null;
    expect(changed).toBe(text.replace('timeout_ms: 900', 'timeout_ms: 700'));
    expect(readForm(changed ?? '')?.root?.wrong?.value).toBe(700);
  });

  test('leaves to the text what has no field', () => {
    const several = starterText(start).replace(
      /fix: .*/,
      'fix: [{ service: a, key: b, value: 1 }, { service: c, key: d, value: 2 }]',
    );
    expect(readForm(several)?.root).toMatchObject({ right: null, wrong: { value: 900 } });
    expect(readForm('services: [')).toBeNull();
    expect(readForm(emptyText('shop'))?.root).toBeNull();
    expect(readForm('')).toMatchObject({ id: { value: undefined }, redHerrings: [] });
  });

  test('finds a value also where a setting is written in full', () => {
    const full = starterText(start).replace('timeout_ms: 900', 'timeout_ms: { value: 900, sane: [1, 2] }');
    expect(readForm(full)?.root?.wrong).toMatchObject({ value: 900 });
  });

  test('keeps numbers numbers and texts texts', () => {
    expect(readTyped('12', 5)).toBe(12);
    expect(readTyped('12', 'v11')).toBe('12');
    expect(readTyped('v12', 5)).toBe('v12');
    expect(readTyped('true', false)).toBe(true);
    expect(readTyped('', 5)).toBeUndefined();
  });

  test('offers for each pattern the keys that have its effect, with the other end of the link', () => {
    const topology = {
      topologyId: 'shop',
      title: '',
      services: [
        {
          name: 'gateway',
          type: '',
          settings: [
            { key: 'timeout_ms', value: '5', unit: 'ms', effects: [{ kind: 'timeout', to: null }] },
            { key: 'api_timeout_ms', value: '5', unit: 'ms', effects: [{ kind: 'timeout', to: 'api' }] },
            { key: 'log_level', value: 'info', unit: null, effects: [] },
          ],
        },
      ],
      links: [
        { from: 'gateway', to: 'api' },
        { from: 'gateway', to: 'auth' },
      ],
    };
    expect(candidatesFor(pattern, topology)).toMatchObject([
      { key: 'timeout_ms', ends: ['api', 'auth'] },
      { key: 'api_timeout_ms', ends: ['api'] },
    ]);
  });

  test('begins with a file that can be read', () => {
    const unreadable = PATTERNS.filter((each) => openText(starterText({ ...start, pattern: each })) === null);
    expect(unreadable).toEqual([]);
  });
});
