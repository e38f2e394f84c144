import { callsInWords } from '#components/run/run-words.ts';
import { OUTCOME } from '#components/ui/outcome.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { StoryRuns } from './prepare-worth.ts';
import { PART_NAME, STORY_PARTS } from './story-parts.ts';

/** Says to screen readers when a part begins and ends, and not every call between. */
export function StoryStatus({ runs }: { runs: StoryRuns }) {
  const said = STORY_PARTS.flatMap((part) => {
    const run = runs[part];
    return run ? [`${PART_NAME[part]}: ${standOf(run)}.`] : [];
  });
  return (
    <p role="status" className="sr-only">
      {said.join(' ')}
    </p>
  );
}

function standOf({ status, calls, learning }: RunSummary): string {
  if (status.state !== 'completed') return status.state;
  const learned = learning.state === 'none' ? '' : `, learning ${learning.state}`;
  return `${OUTCOME[status.outcome].word} after ${callsInWords(calls)}${learned}`;
}
