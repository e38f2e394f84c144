import Link from 'next/link';
import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { CLAIMS } from '#lib/stats/analysis/analysis-rules.ts';
import { CLAIM_WORDS } from '#lib/stats/analysis/codes-in-words.ts';

type Preset = ExperimentOptions['presets'][number];

/** What each size is for. */
const MEANING: Record<string, string> = {
  story: 'The question that the story leaves open: one incident many times, with twins and no-ops for harm.',
  family:
    'The same kind of fault in other systems: every incident of its family that the skill has not seen.',
  quick: 'Exploratory: shows which way it goes, too small for most verdicts.',
  standard: 'Twelve incidents that should profit, twins and no-ops that may be harmed.',
  full: 'Twice the incidents: for effects that the standard size leaves open.',
  aa: 'The same twice: how often this lab sees an effect where there is none.',
};

/** "Prove it": ready-made sizes, and the claims from which one can begin instead. */
export function PresetCards({ presets }: { presets: readonly Preset[] }) {
  return (
    <section aria-label="Prove it" className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">Prove it</h2>
      <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3 2xl:grid-cols-6">
        {presets.map((preset) => (
          <li
            key={preset.id}
            className="relative flex flex-col gap-1 rounded-lg border border-line bg-panel p-3 hover:border-line-strong"
          >
            <Link
              href={`/experiments/new?preset=${encodeURIComponent(preset.id)}`}
              className="font-semibold text-accent after:absolute after:inset-0"
            >
              {preset.title}
            </Link>
            <span className="text-sm tabular-nums">
              {preset.scenarioIds.length} incidents × {preset.seeds} seeds × {preset.arms.length} arms ={' '}
              {preset.scenarioIds.length * preset.seeds * preset.arms.length} runs
            </span>
            {MEANING[preset.id] && <span className="text-xs text-muted">{MEANING[preset.id]}</span>}
          </li>
        ))}
      </ul>
      <h2 className="mt-1 text-sm font-semibold">Or begin with a question</h2>
      <ul className="grid gap-x-6 gap-y-1 text-sm md:grid-cols-2">
        {CLAIMS.map((claim) => (
          <li key={claim} className="flex gap-2">
            <Link
              href={`/experiments/new?claim=${claim}`}
              className="w-32 shrink-0 font-medium text-accent underline-offset-2 hover:underline"
            >
              {CLAIM_WORDS[claim].word}
            </Link>
            <span className="text-muted">{CLAIM_WORDS[claim].meaning}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
