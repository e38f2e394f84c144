import { describe, expect, it } from 'vitest';
import { oncePer } from './once-per.ts';

describe('what is computed once per object', () => {
  it('is computed at the first question only, also when it is undefined', () => {
    let computed = 0;
    const lengthOf = oncePer(({ text }: { text: string }) => {
      computed += 1;
      return text === '' ? undefined : text.length;
    });
    const [long, empty] = [{ text: 'long' }, { text: '' }];
    expect([lengthOf(long), lengthOf(long), lengthOf(empty), lengthOf(empty)]).toEqual([
      4,
      4,
      undefined,
      undefined,
    ]);
    expect(computed).toBe(2);
  });

  it('belongs to the object and not to its content', () => {
    const wrap = oncePer((subject: { text: string }) => ({ subject }));
    const [one, other] = [{ text: 'same' }, { text: 'same' }];
    expect(wrap(one)).toBe(wrap(one));
    expect(wrap(one)).not.toBe(wrap(other));
  });
});
