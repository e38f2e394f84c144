'use client';

import { useMemo } from 'react';
import { Panel } from '#components/ui/panel.tsx';
import { alignRuns } from '#lib/protocol/align-runs.ts';
import { prepareReplay } from './prepare-replay.ts';
import { ReplayScrubber } from './replay-scrubber.tsx';
import { ReplaySide, type ReplayedRun } from './replay-side.tsx';
import { useReplayPosition } from './use-replay-position.ts';

interface Props {
  left: ReplayedRun;
  right: ReplayedRun;
}

/** Two runs on one scrubber, the world of each beneath, with the place marked where they part. */
export function ReplayPanel({ left, right }: Props) {
  const alignment = useMemo(() => alignRuns(left.view, right.view), [left.view, right.view]);
  const replay = useMemo(() => prepareReplay(alignment), [alignment]);
  const [position, setPosition] = useReplayPosition(replay);
  const moment = replay.moments[position];
  const mark = replay.marks[position - 1];
  return (
    <Panel
      id="replay"
      title="Replay: both systems at the aligned moment"
      padded={false}
      className="scroll-mt-16"
    >
      <ReplayScrubber
        replay={replay}
        position={position}
        onSelect={setPosition}
        labels={[left.label, right.label]}
      />
      <div className="grid divide-y divide-line lg:grid-cols-2 lg:divide-x lg:divide-y-0">
        <ReplaySide run={left} done={moment?.left ?? 0} cell={mark?.left ?? null} />
        <ReplaySide run={right} done={moment?.right ?? 0} cell={mark?.right ?? null} />
      </div>
    </Panel>
  );
}
