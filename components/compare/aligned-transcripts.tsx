import { GitFork } from 'lucide-react';
import Link from 'next/link';
import { cx } from '#components/ui/cx.ts';
import { plural } from '#components/ui/format.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { Phase } from '#lib/protocol/call-phases.ts';
import { AlignedCell } from './aligned-cell.tsx';
import { incidentTitle, type ComparedRun } from './compared-run.ts';
import { lineOf, type CallLines } from './skill-lines/prepare-skill-lines.ts';
import { EndingCell } from './ending-cell.tsx';
import {
  prepareTranscripts,
  type RunPair,
  type TranscriptRow,
  type TranscriptSection,
} from './prepare-transcripts.ts';

const PHASE: Record<Phase, { word: string; meaning: string }> = {
  orient: { word: 'Orient', meaning: 'reads skills, looks at statuses and at the first service' },
  diagnose: { word: 'Diagnose', meaning: 'looks for the cause' },
  fix: { word: 'Fix', meaning: 'changes the system' },
  verify: { word: 'Verify', meaning: 'looks whether it helped' },
};

interface Props {
  pair: RunPair;
  pairs: readonly RunPair[];
  /** Address of the page with another pair. */
  hrefOf: (pair: RunPair) => string;
  /** Address of the replay at a moment of this pair. */
  replayHref: (moment: number) => string;
  /** Which line of a skill a call did, by run and call. */
  lines: CallLines;
}

/** Two transcripts side by side, each call beside the one that does the same in the other run. */
export function AlignedTranscripts({ pair, pairs, hrefOf, replayHref, lines }: Props) {
  const { left, right } = pair;
  const { sections, sameWorld, counts } = prepareTranscripts(pair);
  return (
    <Panel id="transcripts" title="Transcripts, aligned by what they do" padded={false}>
      {pairs.length > 1 && <PairNav pair={pair} pairs={pairs} hrefOf={hrefOf} />}
      <p className="border-b border-line px-3 py-2 text-xs text-muted tabular-nums">
        {plural(counts.same, 'call')} the same, {counts.similar} alike, {counts.onlyLeft} in {left.label}{' '}
        alone, {counts.onlyRight} in {right.label} alone.{' '}
        {sameWorld
          ? 'Both met the same incident with the same seed.'
          : 'Services of different incidents are matched by what they are, so “alike” means the same move on a like service.'}
      </p>
      <div className="hidden grid-cols-[minmax(0,1fr)_1.75rem_minmax(0,1fr)] border-b border-line bg-raised text-xs font-medium md:grid">
        <ColumnHead run={left} />
        <span />
        <ColumnHead run={right} />
      </div>
      {sections.length === 0 && <p className="px-3 py-4 text-sm text-muted">Neither run has made a call.</p>}
      {sections.map((section) => (
        <Section key={section.id} section={section} pair={pair} replayHref={replayHref} lines={lines} />
      ))}
      <div className="grid md:grid-cols-[minmax(0,1fr)_1.75rem_minmax(0,1fr)]">
        <EndingCell run={left} />
        <span className="hidden border-x border-line bg-ground md:block" />
        <EndingCell run={right} />
      </div>
    </Panel>
  );
}

function PairNav({ pair, pairs, hrefOf }: Pick<Props, 'pair' | 'pairs' | 'hrefOf'>) {
  return (
    <nav
      aria-label="Runs side by side"
      className="flex gap-4 overflow-x-auto border-b border-line px-3 text-sm"
    >
      {pairs.map((each) => (
        <Link
          key={each.key}
          href={hrefOf(each)}
          scroll={false}
          aria-current={each.key === pair.key ? 'true' : undefined}
          className={cx(
            '-mb-px border-b-2 py-1.5 whitespace-nowrap',
            each.key === pair.key
              ? 'border-accent font-medium'
              : 'border-transparent text-muted hover:text-text',
          )}
        >
          {each.left.label} | {each.right.label}
        </Link>
      ))}
    </nav>
  );
}

function ColumnHead({ run: { label, plan } }: { run: ComparedRun }) {
  return (
    <span className="min-w-0 truncate px-3 py-1" title={plan.scenarioTitle}>
      {label}{' '}
      <span className="font-normal text-muted">
        · {incidentTitle(plan)}, seed {plan.seed}
      </span>
    </span>
  );
}

type SectionProps = Pick<Props, 'pair' | 'replayHref' | 'lines'> & { section: TranscriptSection };

function Section({ section, pair: { left, right }, replayHref, lines }: SectionProps) {
  const { word, meaning } = PHASE[section.phase];
  return (
    <section aria-label={word}>
      <h3 className="flex flex-wrap items-baseline gap-x-2 border-b border-line bg-ground px-3 py-1 text-xs text-muted">
        <span className="font-semibold text-text">{word}</span>
        <span className="hidden sm:inline">{meaning}</span>
        <span className="ml-auto tabular-nums">
          {left.label}: {section.leftCalls} · {right.label}: {section.rightCalls}
        </span>
      </h3>
      <ol>
        {section.rows.map((row) => (
          <Row key={row.id} row={row} left={left} right={right} replayHref={replayHref} lines={lines} />
        ))}
      </ol>
    </section>
  );
}

const RELATION = {
  same: { sign: '=', word: 'the same call' },
  similar: { sign: '≈', word: 'alike' },
  only_left: { sign: '←', word: 'in the left run alone' },
  only_right: { sign: '→', word: 'in the right run alone' },
} as const;

type RowProps = Pick<Props, 'replayHref' | 'lines'> & {
  row: TranscriptRow;
  left: ComparedRun;
  right: ComparedRun;
};

function Row({ row, left, right, replayHref, lines }: RowProps) {
  const { sign, word } = RELATION[row.relation];
  return (
    <li id={`row-${row.id}`} className="scroll-mt-16 border-b border-line">
      {row.divergence && (
        <p className="flex items-start gap-1.5 border-b border-line bg-accent/8 px-3 py-1 text-xs font-medium text-accent">
          <GitFork aria-hidden size={13} className="mt-0.5 shrink-0" />
          <span className="min-w-0 break-words">
            {row.divergence}{' '}
            <Link href={replayHref(Number(row.id) + 1)} className="underline underline-offset-2">
              Both systems at this moment
            </Link>
          </span>
        </p>
      )}
      <div className="grid md:grid-cols-[minmax(0,1fr)_1.75rem_minmax(0,1fr)]">
        <AlignedCell run={left} cell={row.left} line={lineOf(lines, left, row.left)} />
        <span
          className="hidden items-start justify-center border-x border-line bg-ground pt-1.5 font-mono text-xs text-muted md:flex"
          title={word}
        >
          <span aria-hidden>{sign}</span>
          <span className="sr-only">{word}</span>
        </span>
        <AlignedCell run={right} cell={row.right} line={lineOf(lines, right, row.right)} />
      </div>
    </li>
  );
}
