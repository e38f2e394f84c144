import { leastIncrease } from '#lib/stats/analysis/judge-gates.ts';
import { CLAIM_WORDS, CLASS_WORDS, OUTCOME_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { nameFamily } from '#lib/protocol/family-names.ts';
import type { ExperimentPlan, PlannedScenario } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentView } from '#lib/protocol/experiment.ts';
import { amountText, dollarText } from '#lib/stats/analysis/figure-texts.ts';
import { rateText } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { reportList, reportTable } from './report-table.ts';
import { armsOf } from './report-words.ts';
import { seedsText } from '#lib/protocol/seeds-text.ts';

/** What was frozen before the first run. */
export function planSection({ plan, summary }: ExperimentView): Markup {
  const { rules, budget, limits } = plan;
  const words = new Map(armsOf(plan.arms).map(({ label, word }) => [label, word]));
  return markup`<section aria-labelledby="plan"><h2 id="plan">Plan, frozen before the first run</h2>
${reportList([
  ['Hash', code(summary.planHash)],
  ['Claim', `${CLAIM_WORDS[plan.claim].word}. ${CLAIM_WORDS[plan.claim].meaning}`],
  ['HELPS needs', helpsNeeds(plan)],
  [
    'NO DIFFERENCE',
    `calls within ±${rateText(rules.equivalence.calls)} and success within ±${pointsOf(rules.equivalence.success)}, each by two one-sided tests at ${rateText(rules.equivalence.alpha)}`,
  ],
  [
    'HURTS',
    `success or harm on the wrong side beyond chance${rules.costlierHurts ? `, or at least ${rateText(leastIncrease(rules))} more calls beyond chance` : ''}`,
  ],
  [
    'Floors',
    `${rules.floors.pairs} pairs, ${rules.floors.units} scenarios, ${rules.floors.distillations} independent learnings; below them there is no verdict`,
  ],
  [
    'Counting',
    `all tool calls; a run that was not verified counts as ${rules.callsOfFailure}; intervals at ${rateText(rules.level)}`,
  ],
  ['Should help on', rules.benefitClasses.map((name) => CLASS_WORDS[name].toLowerCase()).join(', ')],
  ['May harm on', rules.harmClasses.map((name) => CLASS_WORDS[name].toLowerCase()).join(', ')],
  [
    'Secondary',
    `${rules.secondary.map((outcome) => OUTCOME_WORDS[outcome]).join(', ') || 'none'}; Holm’s correction`,
  ],
  [
    'Drawn',
    `${amountText(rules.signFlipDraws)} sign patterns, ${amountText(rules.bootstrapResamples)} resamples, seed ${rules.seed}`,
  ],
  ['Stop', 'all planned blocks are run; nobody looks and then decides'],
  ['Seeds', seedsText(plan.seeds)],
  [
    'Limits',
    `${limits.maxCalls} calls and ${limits.maxTurns} turns a run; ${plan.maxAttempts} tries where infrastructure fails; ${plan.concurrency} at a time`,
  ],
  [
    'Budget',
    `${budget.maxTokens === null ? 'no cap of tokens' : `${amountText(budget.maxTokens)} tokens`}, ${budget.maxCost === null ? 'no cap of cost' : dollarText(budget.maxCost)}`,
  ],
  [
    'Models',
    plan.models
      .map(
        ({ name, host, simulated }) => `${name}${host ? ` (${host})` : ''}${simulated ? ', simulated' : ''}`,
      )
      .join('; '),
  ],
  ['Prompt', code(plan.systemPromptHash)],
  ['Lab', `version ${plan.labVersion}, order seed ${plan.orderSeed}`],
])}
${reportTable({
  caption: 'Arms and the skill versions that they give',
  heads: ['Arm', 'Skill', 'Version id', '#Version', '#Characters', 'Content hash', 'Chosen'],
  rows: plan.arms.flatMap(({ label, skills, note, fromPipeline }) =>
    skills.length === 0
      ? [
          [
            words.get(label) ?? label,
            fromPipeline ? 'what each learning wrote' : 'none',
            '',
            '',
            '',
            '',
            note ?? '',
          ],
        ]
      : skills.map(({ versionId, name, number, length, contentHash }) => [
          words.get(label) ?? label,
          name,
          code(versionId),
          number,
          amountText(length),
          code(contentHash),
          note ?? '',
        ]),
  ),
})}
${scenarioTable('Scenarios and their versions', plan.scenarios)}
${plan.pipeline ? scenarioTable(learnedOn(plan.pipeline), plan.pipeline.scenarios) : null}
</section>
`;
}

const learnedOn = ({ distillations, perFamily }: NonNullable<ExperimentPlan['pipeline']>): string =>
  perFamily === undefined
    ? `Learned on, ${distillations} independent learnings`
    : `Learned on, ${perFamily} independent learnings of each family, ${distillations} in all; an incident tests those of its own family`;

const pointsOf = (rate: number): string => `${amountText(rate * 100)} points`;

const code = (text: string): Markup => markup`<code>${text}</code>`;

const scenarioTable = (caption: string, scenarios: readonly PlannedScenario[]): Markup =>
  reportTable({
    caption,
    heads: ['Scenario', 'Id', 'Family', 'Class', 'Version (SHA-256)'],
    rows: scenarios.map(({ scenarioId, title, family, class: name, hash }) => [
      title,
      scenarioId,
      family === null ? 'none' : nameFamily(family),
      CLASS_WORDS[name],
      code(hash),
    ]),
  });

const helpsNeeds = ({ rules }: ExperimentPlan): string =>
  `success less than ${pointsOf(rules.success.margin)} lower (one-sided ${rateText(rules.success.alpha)}), at least ${rateText(rules.calls.leastReduction)} fewer calls beyond chance, and added harm at most ${rateText(rules.harm.most)} (upper bound, one-sided ${rateText(rules.harm.alpha)})`;
