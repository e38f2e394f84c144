import { describe, expect, it } from 'vitest';
import { compareHref, isFiltered, runsHref, togglePair } from './runs-query.ts';

describe('the address of the runs list', () => {
  it('holds the filters that are set, and the page', () => {
    expect(runsHref({ state: 'failed', q: 'a b' }, 'c1')).toBe('/runs?state=failed&q=a+b&cursor=c1');
    expect(runsHref({ scenario: 'a', experiment: 'exp_1' })).toBe('/runs?scenario=a&experiment=exp_1');
    expect(isFiltered({ scenario: 'a' })).toBe(true);
    expect(runsHref({ q: '' })).toBe('/runs');
    expect([isFiltered({}), isFiltered({ q: '' }), isFiltered({ act: '1' })]).toEqual([false, false, true]);
  });
});

describe('two runs to compare', () => {
  it('are kept in the order in which they were chosen; a third replaces the first', () => {
    expect(togglePair(['a'], 'b')).toEqual(['a', 'b']);
    expect(togglePair(['a', 'b'], 'c')).toEqual(['b', 'c']);
    expect(togglePair(['a', 'b'], 'a')).toEqual(['b']);
    expect(compareHref(['a', 'b'])).toBe('/compare?a=a&b=b');
  });
});
