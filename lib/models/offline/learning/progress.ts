import { describeStatus } from '../agent/observations.ts';
import { latestStatus } from '../incident/facts.ts';
import { list } from '../transcript/wording.ts';
import { closingText, readUses } from './read-transcript.ts';
import type { Segment } from './segments.ts';
import { storyOf } from './story.ts';

const LONGEST = 150;
const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;

/** Milestones of a stretch of work with the values that were seen or set, at most three. */
export function progressOf({ messages, description }: Segment): string[] {
  const uses = readUses(messages);
  const story = storyOf(uses, description);
  const { before, deadEnds, explanation, upstream, cure, facts, after, vain } = story;
  const others = deadEnds.flatMap((name) => {
    const report = latestStatus(facts, name);
    return report ? [`${name} ${report.health}`] : [];
  });
  const write = cure?.write;
  const was = write?.result.ok ? write.result.from : null;
  const slow = upstream === null ? undefined : latestStatus(facts, upstream);
  const seen = [
    before ? describeStatus(before) : '',
    others.length > 0 ? `${list(others)}: not the cause` : '',
  ].filter((part) => part !== '');
  const lines = [
    seen.join('; '),
    vain.length > 0 ? `Without effect: ${list(vain)}` : '',
    write && explanation?.change
      ? `${slow ? `${describeStatus(slow)}; ` : ''}${write.service} ${write.key} was ${was ?? explanation.change.from}`
      : (explanation?.claim ?? ''),
    cure
      ? `${write ? `Set ${write.key} ${was === null ? '' : `${was} → `}${write.value}` : `Restarted ${cure.service}`}${write?.result.ok && write.result.effect === 'restart' ? `, restarted ${write.service}` : ''}${after ? `: ${describeStatus(after)}` : ''}`
      : '',
  ].filter((line) => line !== '');
  if (lines.length > 0) return lines.slice(-3).map(cut);
  const closing = closingText(messages).split(/(?<=[.!?])\s/)[0] ?? '';
  return closing === '' ? [] : [cut(closing)];
}
