'use client';

import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { amountScale } from '#lib/utils/scale.ts';
import { StackPlot } from '#components/charts/stack-plot.tsx';
import { armsOf } from '#components/experiments/arm-look.ts';
import { prepareTools } from '#components/experiments/results/prepare-tools.ts';
import { KIND } from '#components/ui/kind.ts';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { SCENARIO_CLASSES } from '#lib/stats/analysis/run-row.ts';

/** Mean calls of each arm, stacked by tool. */
export function ArmToolsPanel({ compared }: { compared: ComparedArms }) {
  const { rows, arms, experiment, simulated } = compared;
  const { stacks, table } = prepareTools({
    rows,
    arms: armsOf(arms),
    classes: SCENARIO_CLASSES,
    level: 0.95,
  });
  if (stacks.length === 0) return null;
  return (
    <ChartFrame
      title="Calls by tool"
      says="Mean per run as observed, reading the skill included; the line below each bar is the interval of its total over incidents, cut at 0, where there are at least 3."
      table={table}
      fileName="calls-by-tool"
      note={simulated ? SIMULATED_NOTE : null}
      source={experiment ? experiment.title : 'chosen runs'}
    >
      {(width) => (
        <>
          <StackPlot
            label="Mean calls per run by tool and arm"
            stacks={stacks}
            scale={amountScale(stacks.flatMap(({ total, high }) => [total, high ?? 0]))}
            width={width}
          />
          <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
            {(['read', 'write', 'skill'] as const).map((kind) => (
              <span key={kind} className="inline-flex items-center gap-1">
                <KindIcon kind={kind} size={12} />
                {KIND[kind].meaning}
              </span>
            ))}
          </p>
        </>
      )}
    </ChartFrame>
  );
}
