import { memo } from 'react';
import { AskedRow } from './asked-row.tsx';
import { CallRow } from './call-row.tsx';
import { EndingRow } from './ending-row.tsx';
import { FoldedText } from './folded-text.tsx';
import { Gutter } from './gutter.tsx';
import type { TranscriptRow as Row } from './prepare-transcript.ts';
import { sameRow } from './same-row.ts';
import { PromptRow } from './prompt-row.tsx';
import { TurnRow } from './turn-row.tsx';
import { TypingRow } from './typing-row.tsx';

interface Props {
  row: Row;
  open: boolean;
  selected: boolean;
  onPress: (call: number) => void;
}

/** Any row of a transcript; drawn again only when it says or shows something else. */
export const TranscriptRow = memo(
  function TranscriptRow(props: Props) {
    return (
      <div data-row={props.row.id}>
        <RowContent {...props} />
      </div>
    );
  },
  (was, is) =>
    was.open === is.open &&
    was.selected === is.selected &&
    was.onPress === is.onPress &&
    sameRow(was.row, is.row),
);

function RowContent({ row, open, selected, onPress }: Props) {
  switch (row.kind) {
    case 'system':
      return <PromptRow text={row.text} skills={row.skills} tools={row.tools} open={open} />;
    case 'request':
      return (
        <div className="flex gap-2 px-3 py-1">
          <Gutter>user</Gutter>
          <div className="min-w-0 flex-1 font-medium">
            <FoldedText text={row.text} open={open} />
          </div>
        </div>
      );
    case 'turn':
      return (
        <TurnRow
          played={row.played}
          turn={row.turn}
          inference={row.inference}
          isFinal={row.isFinal}
          open={open}
        />
      );
    case 'call':
      return (
        <CallRow call={row.call} devops={row.devops} open={open} selected={selected} onPress={onPress} />
      );
    case 'asked':
      return <AskedRow name={row.name} arguments={row.arguments} state={row.state} />;
    case 'typing':
      return <TypingRow typing={row.typing} />;
    case 'stopped':
    case 'failed':
    case 'cancelled':
    case 'not_stored':
      return <EndingRow row={row} />;
  }
}
