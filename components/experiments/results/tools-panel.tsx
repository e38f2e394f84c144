'use client';

import { ChartFrame } from '#components/charts/chart-frame.tsx';
import { amountScale } from '#lib/utils/scale.ts';
import { StackPlot } from '#components/charts/stack-plot.tsx';
import { KIND } from '#components/ui/kind.ts';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import { prepareTools } from './prepare-tools.ts';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** What the calls of each arm were. */
export function ToolsPanel({ data }: { data: ResultsData }) {
  const { analysis, rows, arms, source, note, fileName, exported } = data;
  if (!rows) return null;
  const { benefitClasses, level } = analysis.paired.rules;
  const { stacks, table } = prepareTools({ rows, arms, classes: benefitClasses, level });
  if (stacks.length === 0) return null;
  return (
    <ChartFrame
      title="Calls by tool"
      says="Mean per run where the skill should help, as observed, reading the skill included; the line below each bar is the interval of its total over scenarios."
      table={exported(table)}
      fileName={fileName('calls-by-tool')}
      note={note}
      source={source}
      controls={data.models && <ModelChoice data={data} />}
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
                <KindIcon kind={kind} size={12} silent />
                {KIND[kind].word}: {KIND[kind].meaning}
              </span>
            ))}
          </p>
        </>
      )}
    </ChartFrame>
  );
}
