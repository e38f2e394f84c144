import { formatInstant, plural } from '#components/ui/format.ts';
import type { RunStatus, RunSummary } from '#lib/protocol/run-record.ts';
import { storyName } from './compared-run.ts';

export interface RunOption {
  runId: string;
  /** Enough to tell runs apart: part, incident, seed, calls, status, when, id. */
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
    plan.scenarioTitle,
    `seed ${plan.seed}`,
    plural(calls.total, 'call'),
    statusWord(status),
    formatInstant(createdAt).slice(5, 16),
    `…${runId.slice(-6)}`,
  ];
  return { runId, text: parts.join(' · ') };
}

function statusWord(status: RunStatus): string {
  return status.state === 'completed' ? status.outcome.replace('_', ' ') : status.state;
}
