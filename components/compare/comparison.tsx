import { DownloadTable } from '#components/charts/download-table.tsx';
import { layoutTopology } from '#components/run/layout-topology.ts';
import { Panel } from '#components/ui/panel.tsx';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { AlignedTranscripts } from './aligned-transcripts.tsx';
import { compareHref } from './compare-href.ts';
import type { ComparedRun } from './compared-run.ts';
import { ConclusionPanel } from './conclusion-panel.tsx';
import { FiguresTable } from './figures-table.tsx';
import { figuresTable } from './prepare-figures.ts';
import { prepareConclusion } from './prepare-conclusion.ts';
import { choosePair, pairsOf } from './prepare-transcripts.ts';
import { RefreshOnEvents } from './refresh-on-events.tsx';
import { ReplayPanel } from './replay/replay-panel.tsx';
import type { ReplayedRun } from './replay/replay-side.tsx';
import { prepareSkillLines } from './skill-lines/prepare-skill-lines.ts';
import { SkillLinesPanel } from './skill-lines/skill-lines-panel.tsx';
import { ToolBars } from './tool-bars.tsx';
import { ToolTable } from './tool-table.tsx';
import { Verdicts } from './verdicts.tsx';

interface Props {
  runs: readonly ComparedRun[];
  /** Which two transcripts stand side by side, as the address asks. */
  askedPair: string | undefined;
}

/** Runs beside each other: first what may be said, then the picture, the figures and the transcripts. */
export function Comparison({ runs, askedPair }: Props) {
  const conclusion = prepareConclusion(runs);
  const pair = choosePair(runs, conclusion.pair, askedPair);
  const chosen = Object.fromEntries(runs.map(({ slot, view }) => [slot, view.runId]));
  const lines = prepareSkillLines(runs);
  const open = runs.filter(({ summary }) => isAtWork(summary.status));
  return (
    <div className="flex flex-col gap-4">
      <ConclusionPanel conclusion={conclusion} simulated={runs.some(({ plan }) => plan.model.simulated)} />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="Calls by tool">
            <ToolBars runs={runs} />
            <ToolTable runs={runs} />
          </Panel>
          <Verdicts runs={runs} />
        </div>
        <Panel
          title="Figures"
          padded={false}
          actions={
            <DownloadTable
              label="Figures"
              table={figuresTable(runs, conclusion.pair)}
              fileName="figures-of-runs"
              note={noteOfModels(runs.map(({ plan }) => plan.model))}
            />
          }
        >
          <FiguresTable runs={runs} pair={conclusion.pair} />
        </Panel>
      </div>
      <SkillLinesPanel runs={runs} lines={lines} />
      {pair && (
        <>
          <ReplayPanel
            // Another pair is another replay.
            key={pair.key}
            left={replayed(pair.left)}
            right={replayed(pair.right)}
          />
          <AlignedTranscripts
            pair={pair}
            pairs={pairsOf(runs)}
            hrefOf={({ key }) => compareHref(chosen, key)}
            replayHref={(moment) => `${compareHref(chosen, pair.key, moment)}#replay`}
            lines={lines.byCall}
          />
        </>
      )}
      {open.length > 0 && <RefreshOnEvents runIds={open.map(({ view }) => view.runId)} />}
    </div>
  );
}

/** What the browser needs of a run, with the layout that is computed here so that it need not load the layout engine. */
export function replayed({ label, view }: ComparedRun): ReplayedRun {
  const { runId, plan, calls, started, status } = view;
  return {
    label,
    view: { runId, plan, calls, started, status },
    layout: started ? layoutTopology(started.world) : null,
  };
}
