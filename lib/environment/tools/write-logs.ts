import { noise } from '../model/noise.ts';
import { TICK_SECONDS } from '../model/tick.ts';
import type { PlannedService, WorldPlan } from '../model/world-plan.ts';
import type { Facts } from '../model/world-state.ts';
import type { LogRule } from '../scenario-schema.ts';
import { findScene } from './scene.ts';
import { modulo, wordLine } from './word-line.ts';

export interface LogLine {
  /** Seconds of world time since tick 0. */
  second: number;
  level: LogRule['level'];
  text: string;
  unrelated: boolean;
}

/** Everything that a service wrote during some ticks, newest first. */
export function writeLogs(plan: WorldPlan, planned: PlannedService, history: readonly Facts[]): LogLine[] {
  return history
    .flatMap((facts) => writeTick(plan, planned, facts))
    .toSorted((a, b) => b.second - a.second || (a.text < b.text ? -1 : 1));
}

function writeTick(plan: WorldPlan, planned: PlannedService, facts: Facts): LogLine[] {
  const { name, logs } = planned.service;
  const lines: LogLine[] = [];
  logs.forEach((rule, index) => {
    if (modulo(facts.tick + rule.offset, rule.every) !== 0) return;
    const scene = findScene(plan, planned, rule.when, facts);
    if (!scene) return;
    const within = Math.floor(noise(plan.seed, facts.tick, name, 'second', index) * TICK_SECONDS);
    lines.push({
      second: (facts.tick - 1) * TICK_SECONDS + within,
      level: rule.level,
      text: wordLine(rule, scene, `${name}/${index}`),
      unrelated: rule.unrelated,
    });
  });
  return lines;
}
