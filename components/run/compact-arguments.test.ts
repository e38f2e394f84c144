import { describe, expect, it } from 'vitest';
import { compactArguments, prettyArguments } from './compact-arguments.ts';

describe('arguments on one line', () => {
  it('are the values, and a change of config reads as one', () => {
    expect(compactArguments('{"service_name":"orders","lines":5}')).toBe('orders · 5');
    expect(compactArguments('{"service_name":"orders","key":"pool","value":40}')).toBe('orders · pool = 40');
    expect(compactArguments('{}')).toBe('');
  });

  it('show a malformed request as the model wrote it', () => {
    expect(compactArguments('{"service_name": "ord')).toBe('{"service_name": "ord');
    expect(compactArguments('[1,2]')).toBe('[1,2]');
    expect(prettyArguments('{"a')).toBe('{"a');
    expect(prettyArguments('{"a":1}')).toBe('{\n  "a": 1\n}');
  });
});
