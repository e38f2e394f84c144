import type { ExperimentPlan, PlannedArm } from '#lib/protocol/experiment-plan.ts';
import type { Distillation, ExperimentRow, ExperimentSummary } from '#lib/protocol/experiment.ts';
import type { DigestArm, DigestPairs, ExperimentDigest } from '#lib/protocol/over-time.ts';
import { pairRows, type RunPair } from '#lib/stats/analysis/pair-rows.ts';
import { meanOf, sumOf } from '#lib/stats/mean-interval.ts';
import { tabulatePairs } from '#lib/stats/paired-table.ts';
import { isAA } from '../declare-contrasts.ts';

/** What taught an arm's skills. */
export interface ArmSource {
  lessons: number | null;
  families: string[];
}

interface DigestInput {
  experimentId: string;
  plan: ExperimentPlan;
  planHash: string;
  createdAt: string;
  verdict: ExperimentSummary['verdict'];
  rows: readonly ExperimentRow[];
  distillations: readonly Distillation[];
  sourceOf: (arm: PlannedArm) => ArmSource;
}

/** Boils an analysed experiment down to one entry per scenario and contrast. Pure; the order of the rows does not matter. */
export function digestExperiment(input: DigestInput): ExperimentDigest {
  const { experimentId, plan, planHash, createdAt, verdict, rows, distillations, sourceOf } = input;
  const arms = plan.arms.map((arm): DigestArm => {
    const { label, fromPipeline } = arm;
    const skills = arm.skills.map(({ length: _length, ...skill }) => skill);
    return { label, arm: arm.arm, skills, fromPipeline, ...sourceOf(arm) };
  });
  const [headline = { treated: '', control: '' }] = plan.rules.contrasts;
  return {
    format: 'auto-learn-lab/experiment-digest@3',
    experimentId,
    title: plan.title,
    claim: plan.claim,
    planHash,
    createdAt,
    level: plan.rules.level,
    isAA: isAA(plan.arms, plan.rules.contrasts),
    headline: { treated: headline.treated, control: headline.control },
    verdict,
    models: plan.models.map(({ name, simulated }) => ({ name, simulated })),
    arms,
    runs: rows.filter(({ infrastructureError }) => !infrastructureError).length,
    pairs: plan.models.flatMap(({ name }) => {
      const own = rows.filter(({ model }) => model === name);
      return contrastsOf(arms).flatMap((contrast) =>
        pairsOf(own, contrast, { plan, distillations, model: name }),
      );
    }),
  };
}

/** Every arm with a skill against every arm that is none, and against every one with an earlier version of the same skill. */
function contrastsOf(arms: readonly DigestArm[]): { treated: DigestArm; control: DigestArm }[] {
  const none = arms.find(({ arm }) => arm === 'none');
  return arms.flatMap((treated) => {
    if (treated.arm === 'none' || treated.arm === 'placebo') return [];
    const earlier = arms.filter((other) => other !== treated && isEarlier(other, treated));
    return [...(none ? [none] : []), ...earlier].map((control) => ({ treated, control }));
  });
}

const isEarlier = (other: DigestArm, treated: DigestArm): boolean =>
  other.skills.some(({ skillId, number }) =>
    treated.skills.some((skill) => skill.skillId === skillId && skill.number > number),
  );

function pairsOf(
  rows: readonly ExperimentRow[],
  { treated, control }: { treated: DigestArm; control: DigestArm },
  of: { plan: ExperimentPlan; distillations: readonly Distillation[]; model: string },
): DigestPairs[] {
  const { plan, distillations, model } = of;
  const { pairs } = pairRows(rows, { treated: treated.label, control: control.label });
  const familyOf = new Map(
    [...plan.scenarios, ...(plan.pipeline?.scenarios ?? [])].map((each) => [each.scenarioId, each.family]),
  );
  const learnedFrom = (pair: RunPair): string[] => {
    if (!treated.fromPipeline) return treated.families;
    const source = distillations.find(({ distillationId }) => distillationId === pair.distillationId);
    const family = source && source.skills.length > 0 ? familyOf.get(source.scenarioId) : null;
    return family ? [family] : [];
  };
  const cap = plan.rules.callsOfFailure;
  // A fix without a single call is none, so half a call is below every real one.
  const callsOf = ({ verified, calls }: { verified: boolean; calls: number }) =>
    Math.max(calls, verified ? 0.5 : cap);
  const groups = Map.groupBy(pairs, (pair) => JSON.stringify([pair.scenarioId, learnedFrom(pair)]));
  return [...groups.values()].flatMap((members): DigestPairs[] => {
    const [first] = members;
    if (!first) return [];
    const ratios = members.map((pair) => Math.log(callsOf(pair.treated) / callsOf(pair.control)));
    const mean = meanOf(ratios);
    return [
      {
        model,
        treated: treated.label,
        control: control.label,
        from: learnedFrom(first),
        scenarioId: first.scenarioId,
        family: familyOf.get(first.scenarioId) ?? null,
        class: first.class,
        pairs: members.length,
        blocks: new Set(members.map((pair) => pair.control.id)).size,
        logRatio: mean,
        squares: sumOf(ratios.map((ratio) => (ratio - mean) ** 2)),
        calls: {
          treated: meanOf(members.map((pair) => callsOf(pair.treated))),
          control: meanOf(members.map((pair) => callsOf(pair.control))),
        },
        table: tabulatePairs(
          members.map((pair) => ({ first: pair.treated.verified, second: pair.control.verified })),
        ),
      },
    ];
  });
}
