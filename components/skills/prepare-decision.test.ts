import { describe, expect, it } from 'vitest';
import type { SkillDecision, SkillEvidence } from '#lib/protocol/skill-standing.ts';
import { DRAFT, standingsOf } from '#lib/skills/standing-of.ts';
import { HELPED, sampleDecision } from '#lib/testing/sample-decision.ts';
import { actionsFor, evidenceOf, whyOverride } from './prepare-decision.ts';

const evidence = (overrides: Partial<SkillEvidence> = {}): SkillEvidence => ({
  ...HELPED,
  versionId: 'skv_1',
  arm: 'learned',
  isAbout: true,
  ...overrides,
});
function body(...decisions: SkillDecision[]) {
  const standings = standingsOf(decisions);
  return {
    decisions: decisions.toReversed(),
    evidence: [],
    standings: [1, 2].map((number) => {
      const versionId = `skv_${number}`;
      const { standing, decision, replacedBy } = standings.get(versionId) ?? DRAFT;
      return { versionId, number, standing, decision, replacedBy };
    }),
  };
}

describe('what can be decided about a version', () => {
  it('is everything for a draft, and not what it is already', () => {
    expect(actionsFor(body(), 'skv_1')).toEqual(['publish', 'hold', 'retire']);
    expect(actionsFor(body(sampleDecision()), 'skv_1')).toEqual(['hold', 'retire']);
    expect(actionsFor(body(sampleDecision({ action: 'hold' })), 'skv_1')).toEqual(['publish', 'retire']);
  });

  it('is a roll-back for an earlier version that another one took the place of', () => {
    const both = body(sampleDecision(), sampleDecision({ versionId: 'skv_2', number: 2 }));
    expect(actionsFor(both, 'skv_1')).toEqual(['roll_back', 'hold']);
    expect(actionsFor(both, 'skv_2')).toEqual(['hold', 'retire']);
  });
});

describe('the evidence for a decision', () => {
  it('puts experiments first that publishing can rest on, and leaves out those of other versions', () => {
    const listed = evidenceOf(
      {
        evidence: [
          evidence({ experimentId: 'hurts', verdict: 'hurts' }),
          evidence({ experimentId: 'other', versionId: 'skv_2' }),
          evidence({ experimentId: 'helps' }),
        ],
      },
      'skv_1',
    );
    expect(listed.map(({ experimentId }) => experimentId)).toEqual(['helps', 'hurts']);
  });

  it('asks for an override where a publication has no verdict of its own that says HELPS', () => {
    expect(whyOverride('publish', evidence(), 1)).toBeNull();
    expect(whyOverride('publish', undefined, 1)).toContain('No experiment of v1');
    expect(whyOverride('publish', evidence({ verdict: 'cannot_tell' }), 1)).toContain('HELPS');
    expect(whyOverride('publish', evidence({ complete: false }), 1)).toContain('all of its plan');
    expect(whyOverride('publish', evidence({ isAbout: false }), 1)).toContain('not about v1 alone');
    expect(whyOverride('roll_back', undefined, 1)).toBeNull();
    expect(whyOverride('hold', undefined, 1)).toBeNull();
  });
});
