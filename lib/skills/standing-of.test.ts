import { describe, expect, it } from 'vitest';
import { sampleDecision } from '#lib/testing/sample-decision.ts';
import { listedStanding, publishedVersion, standingsOf } from './standing-of.ts';

const v1 = { versionId: 'skv_1', number: 1 };
const v2 = { versionId: 'skv_2', number: 2 };
const standing = (...decisions: Parameters<typeof sampleDecision>[0][]) =>
  standingsOf(decisions.map((each, index) => sampleDecision({ decisionId: `dec_${index}`, ...each })));

describe('the standing of skill versions', () => {
  it('is a draft until somebody decides', () => {
    expect(standing().size).toBe(0);
    expect(listedStanding([v1, v2], standing())).toEqual({ standing: 'draft', number: 2 });
  });

  it('knows one published version at a time: publishing another retires it', () => {
    const after = standing(v1, v2);
    expect(publishedVersion(after)).toBe('skv_2');
    expect(after.get('skv_1')).toMatchObject({ standing: 'retired', replacedBy: 2 });
    expect(listedStanding([v1, v2], after)).toEqual({ standing: 'published', number: 2 });
  });

  it('holds what was rolled back from', () => {
    const after = standing(v1, v2, { ...v1, action: 'roll_back', reason: 'v2 hurts' });
    expect(publishedVersion(after)).toBe('skv_1');
    expect(after.get('skv_2')).toMatchObject({ standing: 'held', replacedBy: 1 });
    expect(after.get('skv_2')?.decision?.reason).toBe('v2 hurts');
  });

  it('leaves nothing published once the published version is held or retired', () => {
    expect(publishedVersion(standing(v1, { ...v1, action: 'hold' }))).toBeNull();
    const after = standing(v1, { ...v1, action: 'retire' });
    expect(listedStanding([v1], after)).toEqual({ standing: 'retired', number: 1 });
  });

  it('does not speak of a replaced version once it was decided about itself', () => {
    const after = standing(v1, v2, { ...v1, action: 'retire' });
    expect(after.get('skv_1')).toMatchObject({ standing: 'retired', replacedBy: null });
    expect(publishedVersion(after)).toBe('skv_2');
  });
});
