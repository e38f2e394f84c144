import type { ExperimentPreview } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { sharePercent } from '#lib/stats/analysis/words.ts';
import type { AssumedWorld } from '#lib/stats/simulate-experiment.ts';
import { verdictPower } from '#lib/stats/verdict-power.ts';
import { learnedFamilies, learningsPerBlock } from './plan-learnings.ts';

export type PowerPreview = NonNullable<ExperimentPreview['power']>;

/** 0: how often a verdict comes out that is false. */
const REDUCTIONS = [0, 0.1, 0.2, 0.3, 0.4];
/** The effect at which other assumptions are tried. */
const TYPICAL = 0.3;
/** Of an agent that nearly always succeeds. */
const HIGH_SUCCESS = 0.98;
/** Simulated rows that one preview may take; about 5 µs each with the verdict. */
const ROWS = 30_000;
const SPREAD = { runSd: 0.3, effectSd: 0.1 };
const DISTILLATION_SD = 0.1;
const HARM = 0.02;
const KEPT = 50;
const cache = new Map<string, Promise<PowerPreview>>();

/**
 * How the experiment would end if the skill saved nothing or 10, 20, 30 or 40 % of the calls and changed nothing else. `success` is how often
 * the control succeeds, as measured in this lab or assumed. The same question is answered from memory.
 */
export function previewPower(
  plan: ExperimentPlan,
  success: { rate: number; isMeasured: boolean; says: string },
  pause: () => Promise<void>,
): Promise<PowerPreview> {
  const { rules, scenarios, seeds, pipeline } = plan;
  const world: AssumedWorld = {
    benefitScenarios: scenarios.filter((scenario) => rules.benefitClasses.includes(scenario.class)).length,
    harmScenarios: scenarios.filter((scenario) => rules.harmClasses.includes(scenario.class)).length,
    repeats: seeds.length,
    effect: 0,
    ...SPREAD,
    distillationSd: pipeline ? DISTILLATION_SD : 0,
    control: success.rate,
    treated: success.rate,
    harmControl: HARM,
    harmTreated: HARM,
    sharedLuck: 0.5,
    distillations: pipeline ? learningsPerBlock(plan) : null,
    ...(pipeline?.perFamily === undefined ? {} : { families: learnedFamilies(plan) }),
  };
  // The simulated rows say `near` and `noop`, whatever the classes of the plan are.
  const assumedRules = { ...rules, benefitClasses: ['near' as const], harmClasses: ['noop' as const] };
  const key = JSON.stringify([world, assumedRules, success]);
  const known = cache.get(key);
  if (known) return known;
  const answer = simulate();
  cache.set(key, answer);
  answer.catch(() => cache.delete(key));
  const oldest = cache.keys().next();
  if (cache.size > KEPT && !oldest.done) cache.delete(oldest.value);
  return answer;

  async function simulate(): Promise<PowerPreview> {
    const rows =
      (world.benefitScenarios + world.harmScenarios) * world.repeats * (1 + (world.distillations ?? 1));
    const simulations = Math.max(40, Math.min(200, Math.floor(ROWS / Math.max(1, rows))));
    const points: PowerPreview['points'] = [];
    const at = (reduction: number, changed: Partial<AssumedWorld> = {}) =>
      verdictPower({ ...world, effect: Math.log(1 - reduction), ...changed }, assumedRules, { simulations });
    for (const reduction of REDUCTIONS) {
      const { verdicts, gates } = at(reduction);
      points.push({ reduction, verdicts, gates });
      await pause();
    }
    const high = { control: HIGH_SUCCESS, treated: HIGH_SUCCESS };
    return {
      simulations,
      points,
      // A control whose success is only assumed decides the first gate, and with it nearly everything.
      ifNearlyAlways: success.isMeasured
        ? null
        : { success: HIGH_SUCCESS, reduction: TYPICAL, helps: at(TYPICAL, high).verdicts.helps },
      assumes: `${success.says}; the skill changes the number of calls and nothing else; calls spread by ${SPREAD.runSd} (log) within an incident, the effect by ${SPREAD.effectSd} between incidents${pipeline ? ` and by ${DISTILLATION_SD} between learnings` : ''}; ${sharePercent(HARM)} harm in both arms; half of the luck is shared by a pair.`,
    };
  }
}
