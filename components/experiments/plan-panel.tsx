import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatNumber } from '#components/ui/format.ts';
import { KeyValue } from '#components/ui/key-value.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentView } from '#lib/protocol/experiment.ts';
import { leastIncrease } from '#lib/stats/analysis/judge-gates.ts';
import { CLAIM_WORDS, CLASS_WORDS, OUTCOME_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { armBy, armsOf } from './arm-look.ts';
import { ArmMark } from './arm-mark.tsx';
import { dollarText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { seedsText } from '#lib/protocol/seeds-text.ts';

/** What was frozen before the first run. */
export function PlanPanel({ view }: { view: ExperimentView }) {
  const { plan, summary } = view;
  const { rules } = plan;
  return (
    <Panel
      title="Plan, frozen before the first run"
      actions={<CopyButton text={() => JSON.stringify(plan, null, 2)} label="Copy as JSON" />}
    >
      <div className="flex flex-col gap-4">
        <KeyValue
          items={[
            { label: 'Hash', value: <code className="font-mono text-xs break-all">{summary.planHash}</code> },
            { label: 'Claim', value: `${CLAIM_WORDS[plan.claim].word}. ${CLAIM_WORDS[plan.claim].meaning}` },
            { label: 'HELPS needs', value: gateWords(plan) },
            {
              label: 'HURTS',
              value: `success or harm on the wrong side beyond chance${rules.costlierHurts ? `, or at least ${rateText(leastIncrease(rules))} more calls beyond chance` : ''}`,
            },
            {
              label: 'NO DIFFERENCE',
              value: `calls within ±${rateText(rules.equivalence.calls)} and success within ±${Math.round(rules.equivalence.success * 100)} points, each by two one-sided tests at ${rateText(rules.equivalence.alpha)}`,
            },
            {
              label: 'Counting',
              value: `all tool calls; a run that was not verified counts as ${rules.callsOfFailure}; intervals at ${rateText(rules.level)}`,
            },
            {
              label: 'Secondary',
              value: `${rules.secondary.map((outcome) => OUTCOME_WORDS[outcome].toLowerCase()).join(', ')}; Holm’s correction`,
            },
            { label: 'Stop', value: 'all planned blocks are run; nobody looks and then decides' },
            { label: 'Seeds', value: seedsText(plan.seeds) },
            {
              label: 'Limits',
              value: `${plan.limits.maxCalls} calls and ${plan.limits.maxTurns} turns a run; ${plan.maxAttempts} tries where infrastructure fails; ${plan.concurrency} at a time`,
            },
            {
              label: 'Budget',
              value: `${plan.budget.maxTokens === null ? 'no cap of tokens' : `${formatNumber(plan.budget.maxTokens)} tokens`}, ${plan.budget.maxCost === null ? 'no cap of cost' : dollarText(plan.budget.maxCost)}`,
            },
            {
              label: 'Models',
              value: plan.models.map(({ name, host }) => (host ? `${name} (${host})` : name)).join(', '),
            },
            {
              label: 'Prompt',
              value: <code className="font-mono text-xs break-all">{plan.systemPromptHash}</code>,
            },
            { label: 'Lab', value: `version ${plan.labVersion}, order seed ${plan.orderSeed}` },
          ]}
        />
        <Arms plan={plan} />
        {plan.pipeline && (
          <section aria-label="Learned from">
            <h3 className="mb-1 text-sm font-medium">Learned from</h3>
            <p className="mb-1 max-w-[90ch] text-xs text-muted">{pipelineWords(plan)}</p>
            <ScenarioList scenarios={plan.pipeline.scenarios} />
          </section>
        )}
        <details>
          <summary className="text-sm font-medium">
            {plan.scenarios.length} scenarios with their versions
          </summary>
          <ScenarioList scenarios={plan.scenarios} />
        </details>
      </div>
    </Panel>
  );
}

function ScenarioList({ scenarios }: { scenarios: ExperimentPlan['scenarios'] }) {
  return (
    <ul className="mt-1 grid gap-x-6 sm:grid-cols-2">
      {scenarios.map((scenario) => (
        <li
          key={scenario.scenarioId}
          className="flex items-baseline gap-2 border-b border-line py-0.5 text-sm"
        >
          <Link
            href={`/scenarios/${encodeURIComponent(scenario.scenarioId)}`}
            className="min-w-0 flex-1 truncate hover:underline"
          >
            {scenario.title}
          </Link>
          <span className="text-xs text-muted">{CLASS_WORDS[scenario.class]}</span>
          <code className="font-mono text-xs text-muted" title={scenario.hash}>
            {scenario.hash.slice(0, 8)}
          </code>
        </li>
      ))}
    </ul>
  );
}

/** How many learnings there are and which incidents test them. */
function pipelineWords({ pipeline }: ExperimentPlan): string {
  if (!pipeline) return '';
  const { distillations, perFamily } = pipeline;
  return perFamily === undefined
    ? `${distillations} independent learnings, each tested on every incident.`
    : `${perFamily} independent learnings of each family, ${distillations} in all. An incident tests those of its own family; one of no learned family as many, in turn over all.`;
}

function Arms({ plan }: { plan: ExperimentPlan }) {
  const looks = armsOf(plan.arms);
  return (
    <section aria-label="Arms">
      <h3 className="mb-1 text-sm font-medium">Arms</h3>
      <ul className="flex flex-col gap-1">
        {plan.arms.map(({ label, skills, note, fromPipeline }) => (
          <li key={label} className="flex flex-wrap items-baseline gap-x-3">
            <ArmMark look={armBy(looks, label)} />
            {fromPipeline && <span>what each learning wrote</span>}
            {skills.map(({ versionId, skillId, name, number, contentHash, length }) => (
              <span key={versionId}>
                <Link href={`/skills/${encodeURIComponent(skillId)}`} className="text-accent underline">
                  {name}
                </Link>{' '}
                v{number}, {formatNumber(length)} characters{' '}
                <code className="font-mono text-xs text-muted" title={contentHash}>
                  {contentHash.slice(0, 8)}
                </code>
              </span>
            ))}
            {note && <span className="basis-full text-xs text-muted">{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const gateWords = ({ rules }: ExperimentPlan): string =>
  `success at most ${Math.round(rules.success.margin * 100)} points lower (one-sided ${rateText(rules.success.alpha)}), at least ${rateText(rules.calls.leastReduction)} fewer calls beyond chance, and added harm at most ${rateText(rules.harm.most)} (upper bound, one-sided ${rateText(rules.harm.alpha)})`;
