import { describe, expect, test } from 'vitest';
import { duplicateText, openText, scalarAt, withScalar, withValue, writeScalar } from './edit-text.ts';

const TEXT = `# Why it is so.
id: db-pool-learn # the name
entry: { rps: 380 }
services:
  orders-api:
    config:
      db_pool_max: 20 # too few
`;

describe('edits of a text', () => {
  test('replace one value and leave every comment and space where it is', () => {
    expect(duplicateText(TEXT, 'mine')).toBe(TEXT.replace('db-pool-learn', 'mine'));
    expect(withScalar(TEXT, ['services', 'orders-api', 'config', 'db_pool_max'], 30)).toBe(
      TEXT.replace('20 #', '30 #'),
    );
    expect(withScalar(TEXT, ['entry', 'rps'], 500)).toBe(TEXT.replace('380', '500'));
  });

  test('add what is not there, comments kept', () => {
    const more = withScalar(TEXT, ['title'], 'Orders: fail') ?? '';
    expect(more).toContain('# too few');
    expect(openText(more)?.toJS()).toMatchObject({ title: 'Orders: fail', id: 'db-pool-learn' });
    const listed = withValue(TEXT, ['symptoms'], ['503', 'a: b']) ?? '';
    expect(openText(listed)?.toJS()).toMatchObject({ symptoms: ['503', 'a: b'] });
  });

  test('take out', () => {
    expect(openText(withScalar(TEXT, ['entry'], undefined) ?? '')?.toJS()).not.toHaveProperty('entry');
  });

  test('leave a text alone that cannot be read', () => {
    expect(withScalar('a: [', ['a'], 1)).toBeNull();
    expect(duplicateText('a: [', 'x')).toBe('a: [');
  });

  test.each([
    'true',
    '12',
    'a, b',
    '- x',
    'null',
    'a: b',
    '#x',
    'two\nlines',
    "it's",
    '{x}',
    '~',
    ' a',
    'plain words',
    '2024-01-01',
    '',
  ])('the text %j comes back as it was', (value) => {
    const flow = openText(`a: { b: ${writeScalar(value)} }\n`);
    expect(flow && scalarAt(flow, ['a', 'b'])).toBe(value);
    const block = withScalar('id: x\n', ['id'], value);
    expect(openText(block ?? 'broken: [')?.toJS()).toEqual({ id: value });
  });
});
