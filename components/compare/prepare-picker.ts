import { formatInstant, plural } from '#components/ui/format.ts';
import type { RunStatus, RunSummary } from '#lib/protocol/run-record.ts';
import { incidentTitle, storyName } from './compared-run.ts';

export interface RunOption {
  runId: string;
  /** Enough to tell runs apart: what it was and how it ended first, since a browser cuts long texts. */
  text: string;
}

export interface RunOptionGroup {
  title: string;
  options: RunOption[];
}

/** Runs to choose from, newest first, those of a story before the others. */
export function prepareRunOptions(runs: readonly RunSummary[]): RunOptionGroup[] {
  const newest = runs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const [story, others] = [
    newest.filter(({ plan }) => plan.act !== null),
    newest.filter(({ plan }) => plan.act === null),
  ];
  return [
    { title: 'Runs of a story', options: story.map(toOption) },
    { title: 'Other runs', options: others.map(toOption) },
  ].filter(({ options }) => options.length > 0);
}

function toOption({ runId, plan, calls, status, createdAt }: RunSummary): RunOption {
  const parts = [
    storyName(plan) ?? plan.arm,
    formatInstant(createdAt).slice(5, 16),
    statusWord(status),
    plural(calls.total, 'call'),
    incidentTitle(plan),
    `seed ${plan.seed}`,
    `…${runId.slice(-6)}`,
  ];
  return { runId, text: parts.join(' · ') };
}

function statusWord(status: RunStatus): string {
  return status.state === 'completed' ? status.outcome.replace('_', ' ') : status.state;
}
