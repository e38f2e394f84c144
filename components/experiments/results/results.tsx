'use client';

import type { ResultsData } from './results-data.ts';
import { ContrastsPanel } from './contrasts-panel.tsx';
import { CostPanel } from './cost-panel.tsx';
import { ForestPanel } from './forest-panel.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { HarmPanel } from './harm-panel.tsx';
import { PairedCallsPanel } from './paired-calls-panel.tsx';
import { ReliabilityPanel } from './reliability-panel.tsx';
import { SensitivityPanel } from './sensitivity-panel.tsx';
import { ToolsPanel } from './tools-panel.tsx';

/** The pictures and tables behind the verdict, the most telling first. */
export function Results({ data }: { data: ResultsData }) {
  return (
    <>
      <ForestPanel data={data} />
      <div className="grid items-start gap-4 xl:grid-cols-2 [&>*]:min-w-0">
        <div className="flex flex-col gap-4">
          <PairedCallsPanel data={data} />
          <ReliabilityPanel data={data} />
          <CostPanel data={data} />
        </div>
        <div className="flex flex-col gap-4">
          <ToolsPanel data={data} />
          <HarmPanel data={data} />
          <FunnelPanel data={data} />
        </div>
      </div>
      <ContrastsPanel data={data} />
      <SensitivityPanel data={data} />
    </>
  );
}
