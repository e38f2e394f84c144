import type { Evaluation } from '#lib/protocol/evaluation.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import type { WorldState } from '../model/world-state.ts';
import type { Served, Session } from '../session.ts';
import { advance } from '../session.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import { judgeCause } from './judge-cause.ts';
import type { Journal } from './journal.ts';
import { findCollateral } from './judge-collateral.ts';
import { measureRun, withinSlo } from './measure-run.ts';
import { scoreDiagnosis } from './score-diagnosis.ts';

/** Ticks that the world runs on without the agent. */
export const AFTERMATH_TICKS = 20;
/** Of these, the last ones in which the SLO must hold without a break. */
const SLO_TICKS = 10;

type Part = Evaluation['parts']['slo'];

/** The oracle: lets the world run on alone, then judges it. */
export function evaluateRun(
  plan: WorldPlan,
  start: Session,
  session: Session,
  journal: Journal,
  finalMessage: string,
): Evaluation {
  const end = advance(plan, session, AFTERMATH_TICKS);
  const parts = {
    slo: judgeSlo(plan, end.served),
    cause: judgeRoot(plan, end.world),
    collateral: judgeHarm(findCollateral(plan, start.world, end.world)),
    noop: judgeNoop(plan, start, end, journal),
  };
  return {
    verified: Object.values(parts).every(({ applies, holds }) => !applies || holds),
    parts,
    diagnosis: scoreDiagnosis(plan.scenario, finalMessage),
    metrics: measureRun(plan, journal, end.served),
    mistakesAt: journal
      .filter(({ wrongWrite, needlessRestart }) => wrongWrite || needlessRestart)
      .map(({ tick }) => tick),
  };
}

function judgeSlo(plan: WorldPlan, all: readonly Served[]): Part {
  const { maxErrorRate, p99Ms, lag } = plan.scenario.slo;
  const served = all.slice(-SLO_TICKS);
  const first = all.length - served.length;
  const good = served.filter((_tick, index) => withinSlo(plan, all, first + index)).length;
  const worstError = Math.max(...served.map(({ failing }) => failing));
  const worstP99 = Math.max(...served.map((tick) => tick.p99Ms));
  const queue = lag ? ` ${Math.round(all.at(-1)?.lag ?? 0)} messages wait for ${lag.service}.` : '';
  const asked = `asked: below ${maxErrorRate * 100} % and ${Math.round(p99Ms)} ms`;
  return {
    applies: true,
    holds: good === served.length,
    detail: `${good} of the last ${served.length} ticks were within the SLO: at worst ${(worstError * 100).toFixed(1)} % errors and p99 ${Math.round(worstP99)} ms at ${plan.scenario.entry.service} (${asked}).${queue}`,
  };
}

function judgeRoot(plan: WorldPlan, world: WorldState): Part {
  const { root } = plan.scenario;
  if (!root)
    return { applies: false, holds: true, detail: 'Nothing was wrong, so there is no cause to remove.' };
  const { gone, detail } = judgeCause(plan, world.services, root.cause);
  return { applies: true, holds: gone, detail };
}

function judgeHarm(collateral: readonly string[]): Part {
  return {
    applies: true,
    holds: collateral.length === 0,
    detail:
      collateral.length === 0 ? 'Nothing else got worse.' : `Worse than before: ${collateral.join('; ')}.`,
  };
}

function judgeNoop(plan: WorldPlan, start: Session, end: Session, journal: Journal): Part {
  if (plan.scenario.root)
    return { applies: false, holds: true, detail: 'Something was wrong and had to be changed.' };
  const changed = takeSnapshot(plan, start, end).services.flatMap(({ name, changedKeys }) =>
    changedKeys.map((key) => `${name} ${key}`),
  );
  const restarts = journal.filter(({ tool, accepted }) => accepted && tool === 'restart_service');
  const touched = [...changed, ...restarts.map(({ service }) => `restart of ${service}`)];
  return {
    applies: true,
    holds: touched.length === 0,
    detail:
      touched.length === 0
        ? 'Nothing was changed, as was right.'
        : `Changed without need: ${touched.join(', ')}.`,
  };
}
