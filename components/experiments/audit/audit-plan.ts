import type { NewExperimentInput } from '#lib/protocol/experiment-http.ts';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';

const { act1, act2 } = STORY_SCENARIOS;
export const AUDIT_TITLE = 'Demo audit';
export const AUDIT_SEEDS = 12;

/** The walkthrough under controls: both incidents, each without a skill, with a placebo and with the learned skill. */
export const auditInput = (seeds: number): NewExperimentInput => ({
  title: AUDIT_TITLE,
  claim: 'incident',
  scenarioIds: [act1, act2],
  // The verdict is about Act 2; Act 1 is what it is compared with in the decomposition.
  classes: { [act1]: 'learning', [act2]: 'near' },
  rules: { benefitClasses: ['near'] },
  seeds,
  arms: [{ arm: 'none' }, { arm: 'learned' }, { arm: 'placebo' }],
});
