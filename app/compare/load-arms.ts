import type { ArmsAddress } from '#components/compare/arms/arms-href.ts';
import { pairArms, tellingPair, type ArmPair } from '#components/compare/arms/pair-arms.ts';
import { chooseGroup, groupsOf, rowsOfGroup, type ArmGroup } from '#components/compare/arms/split-arms.ts';
import type { ComparedRun, Slot } from '#components/compare/compared-run.ts';
import type { RunPair } from '#components/compare/prepare-transcripts.ts';
import { nameArm } from '#lib/protocol/arm-names.ts';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { compareExperiment, compareRuns } from '#lib/server/experiments/compare-arms.ts';
import { getRunEvents } from '#lib/server/runs/get-run-events.ts';

export interface LoadedArms {
  address: ArmsAddress;
  group: ArmGroup;
  /** Those that have runs. */
  groups: ArmGroup[];
  /** With the rows of that group alone. */
  compared: ComparedArms;
  pairs: ArmPair[];
  shown: ArmPair | null;
  pair: RunPair | null;
}

/** Whole arms, and the two of their runs that the address names, else those that tell most. */
export async function loadArms(
  address: ArmsAddress,
  asked: { left?: string | undefined; right?: string | undefined; on?: string | undefined },
): Promise<LoadedArms> {
  const whole =
    'experiment' in address ? await compareExperiment(address.experiment) : await compareRuns(address.runs);
  const row = (id: string | undefined) => whole.rows.find((each) => each.id === id);
  const [askedLeft, askedRight] = [row(asked.left), row(asked.right)];
  const group = chooseGroup(whole, asked.on, askedLeft);
  const compared = { ...whole, rows: rowsOfGroup(whole, group) };
  const pairs = pairArms(compared);
  const own = askedLeft && askedRight ? { left: askedLeft, right: askedRight } : null;
  const same = pairs.find(({ left, right }) => left === own?.left && right === own.right);
  // One run alone asks for the pair that it is in, or for itself beside a run of its block in another arm.
  const inPair = pairs.find(({ left, right }) => left === askedLeft || right === askedLeft);
  const shown =
    same ?? own ?? (askedLeft && (inPair ?? besideIn(whole.rows, askedLeft))) ?? tellingPair(pairs);
  const nameOf = (label: string) => {
    const arm = whole.arms.find((each) => each.label === label);
    return arm ? nameArm(arm) : label;
  };
  const [left, right] = shown
    ? await Promise.all([load('a', shown.left, nameOf), load('b', shown.right, nameOf)])
    : [null, null];
  return {
    address: { ...address, on: group },
    group,
    groups: groupsOf(whole),
    compared,
    pairs,
    shown,
    pair: left && right ? { key: 'ab', left, right } : null,
  };
}

/** A run of an arm that the pairs are not made of, beside the first run of its block in another. */
function besideIn(rows: ComparedArms['rows'], row: ComparedArms['rows'][number]): ArmPair | undefined {
  const isBeside = (other: typeof row) =>
    other.scenarioId === row.scenarioId && other.seed === row.seed && other.model === row.model;
  const partner = rows.find(
    (other) => other.arm !== row.arm && isBeside(other) && !other.infrastructureError,
  );
  return partner && { left: row, right: partner };
}

async function load(
  slot: Slot,
  { id, arm }: { id: string; arm: string },
  nameOf: (label: string) => string,
): Promise<ComparedRun | null> {
  const view = foldRunEvents(id, await getRunEvents(id));
  return view.plan && { slot, label: nameOf(arm), plan: view.plan, view, summary: summariseRun(view) };
}
