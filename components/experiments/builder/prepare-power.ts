import type { ChartTable } from '#components/charts/chart-table.ts';
import type { Stack } from '#components/charts/prepare-stacks.ts';
import type { ExperimentPreview } from '#lib/protocol/experiment-http.ts';
import type { VerdictCode } from '#lib/stats/analysis/decide-verdict.ts';
import { VERDICT_LOOK } from '../experiment-words.ts';
import { rateText } from '#lib/stats/analysis/figure-texts.ts';
import { TARGET_POWER } from '#lib/stats/target-power.ts';

type Power = NonNullable<ExperimentPreview['power']>;

const FILL: Record<VerdictCode, string> = {
  helps: 'fill-good',
  no_difference: 'fill-muted',
  cannot_tell: 'fill-warn',
  hurts: 'fill-bad',
};
const ORDER: readonly VerdictCode[] = ['helps', 'no_difference', 'cannot_tell', 'hurts'];

/** How the experiment would end if the skill saved so much: shares of simulated experiments. */
export function preparePower(power: Power): { stacks: Stack[]; table: ChartTable; hardest: string | null } {
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
    text: `HELPS in ${rateText(verdicts.helps)}`,
  }));
  return {
    stacks,
    hardest: hardestGate(power),
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
  success: 'that success is not lower by 5 points or more',
  calls: 'that calls are fewer',
  harm: 'that little harm is added',
};

/** What the size is too small for, at the largest effect assumed. */
function hardestGate({ points }: Power): string | null {
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
  return `The hardest gate is to show ${GATE_WORDS[name]}: even if the skill saves ${rateText(last.reduction)} of calls, ${rateText(share)} of such experiments pass it.`;
}
