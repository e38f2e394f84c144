import { describe, expect, it } from 'vitest';
import { prepareAudit } from './prepare-audit.ts';
import { sampleAudit } from './sample-audit.ts';

describe('the demo audit', () => {
  it('says in one sentence how much is the incident, the prompt and the skill', () => {
    const { sentence } = prepareAudit(sampleAudit([12, 9, 9, 6]), 'devops', 'offline');
    expect(sentence).toBe(
      'With offline, Act 2 with the skill takes 50 % fewer DevOps calls, as the walkthrough counts them, than Act 1 (the same every time), within the 40 to 55 % that the walkthrough claims. The easier incident alone accounts for −25 % (42 % of the change), any skill in the prompt for 0 % (0 % of the change), and what the skill says for −33 % (58 % of the change).',
    );
  });

  it('does not compare another way of counting with the walkthrough’s figure', () => {
    expect(prepareAudit(sampleAudit([12, 9, 9, 6]), 'all', 'offline').sentence).not.toContain('walkthrough');
  });

  it('draws the parts and their sum, and says that a steady agent’s intervals are no certainty', () => {
    const { steps, notes } = prepareAudit(sampleAudit([12, 9, 10, 6]), 'devops', 'offline');
    const [incident, prompt, skill, total] = steps.map(({ value }) => value ?? 0);
    expect((incident ?? 0) + (prompt ?? 0) + (skill ?? 0)).toBeCloseTo(total ?? 0, 12);
    expect(notes.join(' ')).toContain('not certainty');
  });

  it('says so when there is nothing to take apart', () => {
    expect(prepareAudit(sampleAudit([12, 9, 0, 6]), 'devops', 'offline').sentence).toMatch(
      /^No seed has a run/,
    );
  });
});
