import { plural } from '#components/ui/format.ts';
import type { ComparedRun } from './compared-run.ts';
import { findControlledPair, relateRuns, type ControlledPair } from './relate-runs.ts';
import { describePair } from './describe-pair.ts';
import { listWords } from './words.ts';

/** What may be concluded, in words that hold for exactly these runs. */
export interface Conclusion {
  /** Said before anything else: runs without a verified fix or without an end. */
  warnings: string[];
  /** The one sentence. */
  headline: string;
  /** How sure it is. */
  certainty: string;
  /** What else a careful reader should know. */
  notes: string[];
  pair: ControlledPair | null;
  /** The story's control is what is missing; offer to run it. */
  wantsControl: boolean;
}

export function prepareConclusion(runs: readonly ComparedRun[]): Conclusion {
  const pair = findControlledPair(runs);
  const [first, second] = runs;
  const relation = first && second ? relateRuns(first, second) : null;
  return {
    warnings: runs.flatMap(warn),
    headline: pair ? describePair(pair) : describeUncontrolled(runs),
    certainty: certaintyOf(runs, pair),
    notes: [
      ...(pair && first && second && relation === 'incident'
        ? [
            `${first.label} and ${second.label} are different incidents: the difference between them mixes skill and difficulty. The control is the comparison to trust.`,
          ]
        : []),
      ...runs.flatMap(noteSkillUse),
    ],
    pair,
    wantsControl: !pair && runs.some(({ plan }) => plan.act === 2 && plan.arm === 'learned'),
  };
}

function warn({ label, summary, view }: ComparedRun): string[] {
  const { status } = summary;
  switch (status.state) {
    case 'queued':
      return [`${label} has not started: it has no figures yet.`];
    case 'running':
      return [`${label} is still running: its figures are those of the run so far.`];
    case 'failed':
      return [
        `${label} failed after ${plural(summary.calls.total, 'call')} (${status.error.message.replace(/\.$/, '')}): its figures stop there and stand for nothing.`,
      ];
    case 'cancelled':
      return [`${label} was cancelled after ${plural(summary.calls.total, 'call')}: its figures stop there.`];
    case 'completed': {
      if (status.outcome === 'verified') return [];
      const reason = failedPart(view.evaluation);
      return status.outcome === 'harmful'
        ? [`${label} did harm: the oracle found something else worse than before${reason}`]
        : [`${label} did not fix the incident: the oracle says not verified${reason}`];
    }
  }
}

function failedPart(evaluation: ComparedRun['view']['evaluation']): string {
  const broken = Object.values(evaluation?.parts ?? {}).find(({ applies, holds }) => applies && !holds);
  return broken ? `. ${broken.detail}` : '.';
}

function describeUncontrolled(runs: readonly ComparedRun[]): string {
  const [first, second] = runs;
  if (!first) return 'No run is chosen.';
  if (!second) return 'One run is chosen: a comparison needs a second one.';
  const counts = `${first.summary.calls.devops} against ${plural(second.summary.calls.devops, 'DevOps call')}`;
  const names = listWords([first.label, second.label]);
  switch (relateRuns(first, second)) {
    case 'incident':
      return `${names} are different incidents: ${counts} mixes skill and difficulty, so without a control run it says nothing about the skill.`;
    case 'seed':
      return `${names} met the same incident with different seeds, so with other names and numbers: ${counts} mixes the seed with everything else that differs.`;
    case 'played':
      return `${names}: a person acted in at least one of them. ${counts} says something about that person, nothing about a model or a skill.`;
    case 'model':
      return `${names} were run by different models: ${counts} compares the models, not the skill.`;
    case 'skills':
      return `${names} met the same incident and seed with different skills: ${counts} on this one pair.`;
    case 'repeat':
      return `${names} had the same incident, seed and skills: ${counts}, and whatever differs is variation from run to run.`;
    case 'controlled':
      return `${names} met the same incident and seed with other arms (${first.plan.arm}, ${second.plan.arm}): ${counts} on this one pair.`;
  }
}

function certaintyOf(runs: readonly ComparedRun[], pair: ControlledPair | null): string {
  if (runs.length < 2) return 'Choose the runs to compare.';
  const simulated = runs.some(({ plan }) => plan.model.simulated);
  const base = pair
    ? 'One run each: this is what happened on one incident with one seed, and says nothing about the skill in general.'
    : 'One run each: nothing here can be said about a skill in general.';
  const repeat = simulated
    ? ' The offline model gives the same run again for the same seed, so only other seeds and incidents would add evidence.'
    : ' The same run again may differ; fewer than six such pairs can never be significant at 5 %.';
  return base + repeat;
}

function noteSkillUse({ label, plan, view, summary }: ComparedRun): string[] {
  if (plan.arm === 'none' || !view.started) return [];
  const learned = view.started.skills.filter(({ versionId }) => versionId !== null);
  if (learned.length === 0) return [`${label} was offered no learned skill: there was nothing to recall.`];
  const names = listWords(learned.map(({ name }) => name));
  if (summary.calls.skill > 0) return [];
  return [
    `${label} was offered ${names} and opened none of it: only the listing in its prompt could have helped.`,
  ];
}
