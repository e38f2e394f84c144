import { DownloadTable } from '#components/charts/download-table.tsx';
import { TriangleAlert } from 'lucide-react';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { nameArm } from '#lib/protocol/arm-names.ts';
import { CLASS_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import { AlignedTranscripts } from '../aligned-transcripts.tsx';
import { replayed } from '../comparison.tsx';
import { ReplayPanel } from '../replay/replay-panel.tsx';
import { prepareSkillLines } from '../skill-lines/prepare-skill-lines.ts';
import { SkillLinesPanel } from '../skill-lines/skill-lines-panel.tsx';
import type { RunPair } from '../prepare-transcripts.ts';
import { ArmFiguresTable } from './arm-figures-table.tsx';
import { ArmToolsPanel } from './arm-tools-panel.tsx';
import { armsHref, type ArmsAddress } from './arms-href.ts';
import { armFiguresTable } from './prepare-arms.ts';
import type { ArmPair } from './pair-arms.ts';
import { PairList, pairsTable } from './pair-list.tsx';
import { sayArms } from './say-arms.ts';
import type { ArmGroup } from './split-arms.ts';

interface Props {
  group: ArmGroup;
  /** Those that have runs. */
  groups: readonly ArmGroup[];
  compared: ComparedArms;
  address: ArmsAddress;
  pairs: readonly ArmPair[];
  shown: ArmPair | null;
  /** The two runs that stand side by side, read whole; null when there are no two. */
  pair: RunPair | null;
}

/** Whole arms beside each other: first what may be said, then the figures, then two of their runs in full. */
export function ArmComparison({ compared, group, groups, address, pairs, shown, pair }: Props) {
  const { arms, experiment, simulated, titles } = compared;
  const { headline, certainty, warnings } = sayArms(compared, group);
  const [first, second] = arms;
  const lines = pair && prepareSkillLines([pair.left, pair.right]);
  const kept = {
    note: simulated ? SIMULATED_NOTE : null,
    source: experiment?.title ?? 'chosen runs',
  };
  return (
    <div className="flex flex-col gap-4">
      <section aria-label="Conclusion" className="flex flex-col gap-2">
        {warnings.map((warning) => (
          <p
            key={warning}
            className="flex items-start gap-1.5 rounded-md border border-warn/40 bg-warn/5 px-3 py-2 text-sm"
          >
            <TriangleAlert aria-hidden size={14} className="mt-0.5 shrink-0 text-warn" />
            <span className="min-w-0 break-words">{warning}</span>
          </p>
        ))}
        <p className="max-w-[80ch] text-lg leading-7 font-medium text-balance break-words">{headline}</p>
        <p className="max-w-[80ch] text-sm text-muted">{certainty}</p>
        {experiment && (
          <p className="flex flex-wrap items-center gap-2 text-sm">
            <span className="min-w-0 break-words text-muted">{experiment.title}</span>
            <LinkButton size="sm" href={`/experiments/${encodeURIComponent(experiment.experimentId)}`}>
              {experiment.verdict ? 'Verdict' : 'Open the experiment'}
            </LinkButton>
          </p>
        )}
        {groups.length > 1 && (
          <nav aria-label="Which incidents" className="flex flex-wrap gap-1.5">
            {groups.map((each) => (
              <LinkButton
                key={each}
                size="sm"
                variant={each === group ? 'secondary' : 'quiet'}
                aria-current={each === group ? 'true' : undefined}
                href={armsHref({ ...address, on: each })}
              >
                {CLASS_WORDS[each]}
              </LinkButton>
            ))}
          </nav>
        )}
        {simulated && <SimulatedNote />}
      </section>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2 xl:[&>*]:min-w-0">
        <div className="flex min-w-0 flex-col gap-4">
          <ArmToolsPanel compared={compared} />
          {first && second && pairs.length > 0 && (
            <Panel
              title="Pairs on the same incident and seed"
              padded={false}
              actions={
                <DownloadTable
                  label="Pairs"
                  table={pairsTable(pairs, titles, [nameArm(first), nameArm(second)])}
                  fileName="pairs-of-runs"
                  {...kept}
                />
              }
            >
              <PairList
                address={address}
                pairs={pairs}
                shown={shown}
                titles={titles}
                labels={[nameArm(first), nameArm(second)]}
              />
            </Panel>
          )}
        </div>
        <Panel
          title="Figures"
          padded={false}
          actions={
            <DownloadTable
              label="Figures of the arms"
              table={armFiguresTable(compared)}
              fileName="figures-of-arms"
              {...kept}
            />
          }
        >
          <ArmFiguresTable compared={compared} />
        </Panel>
      </div>
      {pair && lines && (
        <>
          <ReplayPanel
            key={`${pair.left.view.runId} ${pair.right.view.runId}`}
            left={replayed(pair.left)}
            right={replayed(pair.right)}
          />
          <SkillLinesPanel runs={[pair.left, pair.right]} lines={lines} />
          <AlignedTranscripts
            pair={pair}
            pairs={[pair]}
            hrefOf={() => armsHref(address, idsOf(pair))}
            replayHref={(moment) => `${armsHref(address, idsOf(pair), moment)}#replay`}
            lines={lines.byCall}
          />
        </>
      )}
    </div>
  );
}

const idsOf = ({ left, right }: RunPair) => ({ left: left.view.runId, right: right.view.runId });
