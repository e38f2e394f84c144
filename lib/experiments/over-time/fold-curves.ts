import type { LearningCurve, LearningPoint } from '#lib/protocol/over-time.ts';
import { intervalAt, meanInterval, sumOf } from '#lib/stats/mean-interval.ts';
import { wilsonInterval } from '#lib/stats/wilson-interval.ts';
import type { ArmPairs } from './measured-pairs.ts';
import { poolEffect, poolScenarios, sumTables } from './pool-effect.ts';

/**
 * Calls and success after 0, 1, 2 … learned incidents, one curve per skill. Points are compared on the scenarios that all of them were
 * tested on; where there is none in common each keeps its own, and the curve says so.
 */
export function foldCurves(pairs: readonly ArmPairs[], level: number): LearningCurve[] {
  const used = pairs
    .filter(({ controlArm }) => controlArm.arm === 'none')
    .flatMap((measured) =>
      measured.treatedArm.lessons === null
        ? []
        : measured.treatedArm.skills.map((skill) => ({
            ...measured,
            skill,
            lessons: measured.treatedArm.lessons ?? 0,
          })),
    );
  return [...Map.groupBy(used, ({ skill }) => skill.skillId)].flatMap(([skillId, own]): LearningCurve[] => {
    const [first] = own;
    if (!first) return [];
    const steps = [...Map.groupBy(own, ({ lessons }) => lessons)].toSorted(([a], [b]) => a - b);
    const tested = steps.map(([, members]) => new Set(members.map(({ scenarioId }) => scenarioId)));
    const common = new Set(
      own.map(({ scenarioId }) => scenarioId).filter((id) => tested.every((set) => set.has(id))),
    );
    const comparable = common.size > 0;
    const shown = comparable ? own.filter(({ scenarioId }) => common.has(scenarioId)) : own;
    const points = steps.map(([lessons]) => {
      const members = shown.filter((each) => each.lessons === lessons);
      return pointOf(lessons, members, 'treated', level);
    });
    const start = pointOf(0, oncePerControl(shown), 'control', level);
    const experiments = new Set(own.map(({ experimentId }) => experimentId)).size;
    return [
      {
        key: `skill ${skillId}`,
        name: first.skill.name,
        skillId,
        source: 'experiments',
        points: [start, ...points],
        restsOn: [
          `${experiments === 1 ? 'One experiment' : `${experiments} experiments`}; same incidents and seeds with and without the skill.`,
          steps.length === 1
            ? 'Only one state of the skill was tested, so there is no course yet.'
            : comparable
              ? `All points are of the ${common.size === 1 ? 'one incident' : `${common.size} incidents`} on which every state of the skill was tested.`
              : 'No incident was tested with every state of the skill, so differences between points may be the incidents’.',
        ].join(' '),
      },
    ];
  });
}

/** Several arms of an experiment share their control runs. */
function oncePerControl(pairs: readonly ArmPairs[]): ArmPairs[] {
  const controls = Map.groupBy(pairs, ({ experimentId, scenarioId, control }) =>
    JSON.stringify([experimentId, scenarioId, control]),
  );
  return [...controls.values()].flatMap(([first]) => first ?? []);
}

function pointOf(
  lessons: number,
  pairs: readonly ArmPairs[],
  side: 'treated' | 'control',
  level: number,
): LearningPoint {
  const scenarios = poolScenarios(pairs);
  const calls = meanInterval(
    scenarios.map((each) => each.calls[side]),
    level,
  );
  const table = sumTables(scenarios.map((each) => each.table));
  const verified = table.both + (side === 'treated' ? table.onlyFirst : table.onlySecond);
  const pairCount = sumOf(scenarios.map((each) => each.pairs));
  const rate = pairCount === 0 ? 0 : verified / pairCount;
  // A control run that several learnings share is one run.
  const runs = side === 'treated' ? pairCount : sumOf(scenarios.map((each) => each.blocks));
  const numbers = pairs.flatMap(({ treatedArm }) => treatedArm.skills.map(({ number }) => number));
  return {
    lessons,
    runs,
    scenarios: scenarios.length,
    calls: { mean: calls.mean ?? 0, interval: intervalAt(calls, level) },
    success: { rate, interval: wilsonInterval(rate * runs, runs, level) },
    change: side === 'treated' ? poolEffect(pairs, level) : null,
    versions: side === 'treated' ? [...new Set(numbers)].toSorted((a, b) => a - b) : [],
  };
}
