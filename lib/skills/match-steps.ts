import type { RunView } from '#lib/protocol/run-view.ts';
import { doesStep } from './steps/does-step.ts';
import { findMistakes } from './steps/find-mistakes.ts';
import {
  openedAt,
  proceduresOf,
  type MatchedCall,
  type Procedure,
  type SkillText,
} from './steps/procedures.ts';
import type { StepAsk } from './steps/read-step.ts';
import { rolesIn, type ServiceRoles } from './steps/service-roles.ts';

export type { SkillText };

/** What of a run the matching reads; without `started` targets are not checked, without `evaluation` nothing misled. */
export interface MatchedRun {
  calls: readonly MatchedCall[];
  started?: RunView['started'];
  evaluation?: RunView['evaluation'];
}

/**
 * followed: a later call does what the step asks (its tool, the kind of its target, the kind of setting) · misled: it
 * was followed, and the oracle says that this call made things worse or changed them in vain · ignored: the file was
 * read and no call did it · unread: the run never read the file.
 */
export const STEP_OUTCOMES = ['followed', 'misled', 'ignored', 'unread'] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

export interface StepMatch {
  file: string;
  /** From 1, in the file. */
  line: number;
  text: string;
  /** Heading that it stands under. */
  entry: string;
  /** What it asks for; a step that asks for nothing a call could show is not listed at all. */
  asks: StepAsk[];
  outcome: StepOutcome;
  /** Calls that did it, by number. */
  calls: number[];
}

export interface SkillMatch {
  name: string;
  /** Number of the call that first read a file of it; null when none did. */
  openedAt: number | null;
  /** One of its procedures was taken up, its change included if it has one. */
  followed: boolean;
  /** In the order of the files and lines. */
  steps: StepMatch[];
}

/** How the outcomes were found; stands wherever they are shown. */
export const MATCH_NOTE =
  'Matched by tool and target: a step counts as followed when a call after the file was read does what it asks. What the agent thought is not known.';

interface TakenUp {
  procedure: Procedure;
  /** By line: the calls that did the step. */
  found: Map<number, number[]>;
  /** The change that it prescribes was made, or it prescribes none. */
  complete: boolean;
}

/** At least this share of the steps of a procedure has to be found before any of them counts: single looks prove nothing. */
const ENOUGH = 0.5;
const LEAST_STEPS = 2;

/**
 * Which line of the skills did what in a run. A call counts for one procedure only: the one that most of its steps are
 * found for comes first, changes before looks. A heuristic over words; see MATCH_NOTE.
 */
export function matchSkills(skills: readonly SkillText[], run: MatchedRun): SkillMatch[] {
  const roles = rolesIn(run.started ?? null);
  const mistakes = new Set(findMistakes(run.calls, run.evaluation ?? null));
  const procedures = skills.flatMap((skill) => proceduresOf(skill, run.calls));
  const taken = takeUp(procedures, run.calls, roles);
  return skills.map((skill) => {
    const own = procedures.filter((procedure) => procedure.skill === skill);
    return {
      name: skill.name,
      openedAt: openedAt(skill.name, run.calls),
      followed: taken.some(({ procedure, complete }) => procedure.skill === skill && complete),
      steps: own.flatMap((procedure) => {
        const found = taken.find((each) => each.procedure === procedure)?.found;
        return procedure.steps.map(({ line, text, asks }) => {
          const calls = found?.get(line) ?? [];
          return {
            file: procedure.file,
            line,
            text,
            entry: procedure.entry.title,
            asks,
            calls,
            outcome: outcomeOf(calls, procedure, mistakes),
          };
        });
      }),
    };
  });
}

/** The same for one skill. */
export function matchSteps(skill: SkillText, run: MatchedRun): SkillMatch {
  const [match] = matchSkills([skill], run);
  return match ?? { name: skill.name, openedAt: null, followed: false, steps: [] };
}

function outcomeOf(
  calls: readonly number[],
  { readAt }: Procedure,
  mistakes: ReadonlySet<number>,
): StepOutcome {
  if (readAt === null) return 'unread';
  if (calls.length === 0) return 'ignored';
  return calls.some((call) => mistakes.has(call)) ? 'misled' : 'followed';
}

function takeUp(
  procedures: readonly Procedure[],
  calls: readonly MatchedCall[],
  roles: ServiceRoles,
): TakenUp[] {
  const used = new Set<number>();
  const taken: TakenUp[] = [];
  const left = new Set(procedures.filter(({ readAt }) => readAt !== null));
  for (;;) {
    const best = [...left]
      .map((procedure) => tryOut(procedure, calls, roles, used))
      .filter((each) => each !== null)
      .toSorted((a, b) => b.score - a.score)[0];
    if (!best) return taken;
    left.delete(best.taken.procedure);
    for (const call of [...best.taken.found.values()].flat()) used.add(call);
    taken.push(best.taken);
  }
}

const WEIGHT: Record<StepAsk['deed'], number> = {
  change: 4,
  restart: 2,
  check: 1,
  config: 1,
  status: 1,
  logs: 1,
};

/** How much of a procedure the calls that are not yet spoken for do; null when that is too little to mean anything. */
function tryOut(
  procedure: Procedure,
  calls: readonly MatchedCall[],
  roles: ServiceRoles,
  used: ReadonlySet<number>,
): { taken: TakenUp; score: number } | null {
  const { steps, readAt } = procedure;
  const open = calls.filter(
    (call) => call.call > (readAt ?? Infinity) && call.outcome === 'ok' && call.kind !== 'skill',
  );
  const spent = new Set(used);
  const found = new Map<number, number[]>();
  let score = 0;
  for (const step of steps) {
    const done = step.asks.map((ask) => {
      const match = open.find((call) => !spent.has(call.call) && doesStep(call, ask, procedure, open, roles));
      if (match) spent.add(match.call);
      return { ask, call: match?.call ?? null };
    });
    if (!isDone(done)) continue;
    found.set(
      step.line,
      done.flatMap(({ call }) => call ?? []),
    );
    score += Math.max(...done.map(({ ask, call }) => (call === null ? 0 : WEIGHT[ask.deed])));
  }
  const changes = steps.filter(({ asks }) => asks.some(({ deed }) => deed === 'change'));
  const complete = changes.length === 0 || changes.some(({ line }) => found.has(line));
  const enough = found.size >= Math.min(LEAST_STEPS, steps.length) && found.size >= steps.length * ENOUGH;
  return enough ? { taken: { procedure, found, complete }, score } : null;
}

/** What changes the system has to have been done; of several looks one is enough. */
function isDone(done: readonly { ask: StepAsk; call: number | null }[]): boolean {
  const acts = done.filter(({ ask }) => ask.deed === 'change' || ask.deed === 'restart');
  return acts.length > 0 ? acts.every(({ call }) => call !== null) : done.some(({ call }) => call !== null);
}
