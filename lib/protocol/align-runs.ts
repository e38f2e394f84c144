import { callAction, type CallAction } from './call-action.ts';
import { callPhases, type Phase } from './call-phases.ts';
import type { CallView, RunView } from './run-view.ts';

/** The parts of a run that an alignment reads. */
export type AlignableRun = Pick<RunView, 'plan' | 'calls' | 'started'>;

export interface AlignedCall {
  call: CallView;
  action: CallAction;
  phase: Phase;
}

/** same: same tool and arguments · similar: the same move on a like target, or with another value or option. */
export type RowRelation = 'same' | 'similar' | 'only_left' | 'only_right';

export interface AlignedRow {
  relation: RowRelation;
  phase: Phase;
  left: AlignedCall | null;
  right: AlignedCall | null;
}

export interface Alignment {
  rows: AlignedRow[];
  /** Both runs met the same incident with the same seed, so names and numbers can be compared as they are. */
  sameWorld: boolean;
  /**
   * Row where the runs first part; null when they never do. In the same world anything but the same call parts them,
   * in different ones only a call that has no counterpart.
   */
  firstDivergence: number | null;
  /** The same, leaving skill calls out: where the work on the system itself parts. */
  firstDevopsDivergence: number | null;
}

type Weight = (left: AlignedCall, right: AlignedCall) => number;

/**
 * Lays two transcripts side by side by what they do: the pairing of calls, in order, with the greatest total
 * likeness; whatever finds no like call stands alone. Calls pair only with the same tool in the same part of the run
 * (a status check before the fix is not the one that verifies it).
 */
export function alignRuns(left: AlignableRun, right: AlignableRun): Alignment {
  const rows = pairUp(describe(left), describe(right), likeness(rolesOf(left), rolesOf(right)));
  const sameWorld =
    left.plan !== null &&
    left.plan.scenarioId === right.plan?.scenarioId &&
    left.plan.seed === right.plan.seed;
  const parts = ({ relation }: AlignedRow) => relation !== 'same' && (sameWorld || relation !== 'similar');
  return {
    rows,
    sameWorld,
    firstDivergence: indexOf(rows, parts),
    firstDevopsDivergence: indexOf(
      rows,
      (row) => parts(row) && (row.left ?? row.right)?.call.kind !== 'skill',
    ),
  };
}

function indexOf(rows: readonly AlignedRow[], test: (row: AlignedRow) => boolean): number | null {
  const index = rows.findIndex(test);
  return index === -1 ? null : index;
}

function describe({ calls }: AlignableRun): AlignedCall[] {
  const phases = callPhases(calls);
  return calls.map((call, index) => ({ call, action: callAction(call), phase: phases[index] ?? 'orient' }));
}

/** What a service is in its system and how it stood at the start. */
type Roles = ReadonlyMap<string, { type: string; health: string }>;

/** By service, so that two incidents with other names can be compared. */
function rolesOf({ started }: AlignableRun): Roles {
  return new Map(started?.world.services.map((service) => [service.name, service]));
}

function likeness(leftRoles: Roles, rightRoles: Roles): Weight {
  return (left, right) => {
    const [a, b] = [left.action, right.action];
    if (a.tool !== b.tool || part(left.phase) !== part(right.phase)) return 0;
    const phase = left.phase === right.phase ? 1 : 0;
    if (a.target === b.target)
      return (
        8 +
        (a.key === b.key ? 4 : 0) +
        (a.value === b.value ? 2 : 0) +
        (a.options === b.options ? 1 : 0) +
        phase
      );
    const [role, other] = [leftRoles.get(a.target ?? ''), rightRoles.get(b.target ?? '')];
    const alike = left.call.kind === 'skill' || (role !== undefined && role.type === other?.type);
    return alike ? 3 + (a.key === b.key ? 1 : 0) + (role?.health === other?.health ? 2 : 0) + phase : 0;
  };
}

function part(phase: Phase): string {
  return phase === 'orient' || phase === 'diagnose' ? 'search' : phase;
}

/** Greatest-weight alignment of two sequences: `best[i][j]` is the most that the calls from i and j on can score. */
function pairUp(left: readonly AlignedCall[], right: readonly AlignedCall[], weigh: Weight): AlignedRow[] {
  const width = right.length + 1;
  const best = new Float64Array((left.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const [a, b] = [left[i], right[j]];
      const weight = a && b ? weigh(a, b) : 0;
      const paired = weight > 0 ? weight + at(i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: AlignedRow[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left[i], right[j]];
    if (!a && !b) return rows;
    const weight = a && b ? weigh(a, b) : 0;
    if (a && b && weight > 0 && weight + at(i + 1, j + 1) === at(i, j)) {
      rows.push({ relation: relationOf(a, b), phase: a.phase, left: a, right: b });
      i += 1;
      j += 1;
    } else if (a && (!b || at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ relation: 'only_left', phase: a.phase, left: a, right: null });
      i += 1;
    } else if (b) {
      rows.push({ relation: 'only_right', phase: b.phase, left: null, right: b });
      j += 1;
    }
  }
}

function relationOf({ action: a }: AlignedCall, { action: b }: AlignedCall): RowRelation {
  const same = a.target === b.target && a.key === b.key && a.value === b.value && a.options === b.options;
  return same ? 'same' : 'similar';
}
