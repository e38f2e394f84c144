import type { ChartTable } from '#components/charts/chart-table.ts';
import type { Stack } from '#components/charts/prepare-stacks.ts';
import type { ExperimentPreview } from '#lib/protocol/experiment-http.ts';
import type { VerdictCode } from '#lib/stats/analysis/decide-verdict.ts';
import { VERDICT_LOOK } from '../experiment-words.ts';
import { pointsText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { TARGET_POWER } from '#lib/stats/target-power.ts';

type Power = NonNullable<ExperimentPreview['power']>;

const FILL: Record<VerdictCode, string> = {
  helps: 'fill-good',
  no_difference: 'fill-muted',
  cannot_tell: 'fill-warn',
  hurts: 'fill-bad',
};
const ORDER: readonly VerdictCode[] = ['helps', 'no_difference', 'cannot_tell', 'hurts'];

interface PreparedPower {
  stacks: Stack[];
  table: ChartTable;
  /** What the size is too small for. */
  hardest: string | null;
  /** What another control would change. */
  otherwise: string | null;
}

/** How the experiment would end if the skill saved so much: shares of simulated experiments. `margin`: of success, a rate. */
export function preparePower(power: Power, margin: number): PreparedPower {
  const stacks = power.points.map(({ reduction, verdicts }): Stack => ({
    id: String(reduction),
    label: reduction === 0 ? 'No effect' : `Saves ${rateText(reduction)} of calls`,
    colour: 'text-arm-learned',
    parts: ORDER.map((code) => ({
      id: code,
      label: VERDICT_LOOK[code].title,
      value: Math.round(verdicts[code] * 100),
      fill: FILL[code],
    })),
    total: 100,
    low: null,
    high: null,
    text:
      reduction === 0
        ? `false verdict in ${rateText(verdicts.helps + verdicts.hurts)}`
        : `HELPS in ${rateText(verdicts.helps)}`,
  }));
  return {
    stacks,
    hardest: hardestGate(power, margin),
    otherwise: sayOtherwise(power),
    table: {
      columns: [
        { head: 'saving assumed' },
        ...ORDER.map((code) => ({ head: VERDICT_LOOK[code].title, numeric: true })),
        { head: 'gate success', numeric: true },
        { head: 'gate calls', numeric: true },
        { head: 'gate harm', numeric: true },
      ],
      rows: power.points.map(({ reduction, verdicts, gates }) => ({
        id: String(reduction),
        cells: [
          rateText(reduction),
          ...ORDER.map((code) => verdicts[code]),
          gates.success,
          gates.calls,
          gates.harm,
        ],
      })),
    },
  };
}

const GATE_WORDS = {
  success: (margin: number) => `that success is not lower by ${pointsText(margin)} or more`,
  calls: () => 'that calls are fewer',
  harm: () => 'that little harm is added',
};

/** What the size is too small for, at the largest effect assumed. */
function hardestGate({ points }: Power, margin: number): string | null {
  const last = points.at(-1);
  if (!last) return null;
  const { success, calls, harm } = last.gates;
  const [name, share] = (
    [
      ['success', success],
      ['calls', calls],
      ['harm', harm],
    ] as const
  ).toSorted((a, b) => a[1] - b[1])[0] ?? ['success', success];
  if (share >= TARGET_POWER) return null;
  return `The hardest gate is to show ${GATE_WORDS[name](margin)}: even if the skill saves ${rateText(last.reduction)} of calls, ${rateText(share)} of such experiments pass it.`;
}

function sayOtherwise({ points, ifNearlyAlways }: Power): string | null {
  if (!ifNearlyAlways) return null;
  const { success, reduction, helps } = ifNearlyAlways;
  const assumed = points.find((point) => point.reduction === reduction);
  if (!assumed) return null;
  return `Much rests on how often runs succeed without a skill, which is assumed here until this lab has seen ten such runs. Were it ${rateText(success)}, a saving of ${rateText(reduction)} would be found in ${rateText(helps)} of experiments instead of ${rateText(assumed.verdicts.helps)}.`;
}
