import { BASE_SEED, noise } from '../model/noise.ts';
import { TICK_SECONDS } from '../model/step-world.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import { need } from '../model/world-plan.ts';
import type { Facts, LinkFacts, ServiceFacts } from '../model/world-state.ts';
import type { LogRule, Signal } from '../scenario-schema.ts';

export interface LogLine {
  /** Seconds of world time since tick 0. */
  second: number;
  level: LogRule['level'];
  text: string;
  unrelated: boolean;
}

/** Everything that a service wrote during some ticks, newest first. */
export function writeLogs(plan: WorldPlan, service: string, history: readonly Facts[]): LogLine[] {
  return history
    .flatMap((facts) => writeTick(plan, service, facts))
    .toSorted((a, b) => b.second - a.second || (a.text < b.text ? -1 : 1));
}

function writeTick(plan: WorldPlan, service: string, facts: Facts): LogLine[] {
  const lines: LogLine[] = [];
  need(plan.services, service).logs.forEach((rule, index) => {
    if (modulo(facts.tick + rule.offset, rule.every) !== 0) return;
    const scene = findScene(plan, service, rule.when, facts);
    if (!scene) return;
    const within = Math.floor(noise(plan.seed, facts.tick, service, 'second', index) * TICK_SECONDS);
    lines.push({
      second: (facts.tick - 1) * TICK_SECONDS + within,
      level: rule.level,
      text: wordLine(plan, rule, scene, facts.tick, `${service}/${index}`),
      unrelated: rule.unrelated,
    });
  });
  return lines;
}

/** Whom a line is about. */
interface Scene {
  self: ServiceFacts;
  upstream: string;
  link: LinkFacts | undefined;
  callee: ServiceFacts | undefined;
}

/** The parties of a signal when it holds in this tick; a service that is down writes nothing. */
function findScene(plan: WorldPlan, service: string, signal: Signal, facts: Facts): Scene | null {
  const self = need(facts.services, service);
  const upstream = 'to' in signal ? signal.to : '';
  const planned = need(plan.outgoing, service).find(({ to }) => to === upstream);
  const link = planned && facts.links[planned.index];
  const scene: Scene = { self, upstream, link, callee: facts.services.get(upstream) };
  return self.up && HOLDS[signal.is](scene) ? scene : null;
}

const NOTABLE = 0.01;
const SLOW_MS = 300;

const HOLDS: Readonly<Record<Signal['is'], (scene: Scene) => boolean>> = {
  always: () => true,
  started: ({ self }) => self.justStarted,
  timed_out: ({ link }) => (link?.timedOut ?? 0) > NOTABLE,
  refused: ({ link }) => (link?.refused ?? 0) > 0,
  retried: ({ link }) => (link?.retries ?? 0) > 0 && (link?.attemptsPerRequest ?? 1) > 1 + NOTABLE,
  slow_answer: ({ link, callee }) => (link?.slow ?? 0) > NOTABLE && (callee?.p99Ms ?? 0) > SLOW_MS,
  check_failed: ({ callee }) => callee !== undefined && callee.health !== 'healthy',
  check_passed: ({ callee }) => callee?.health === 'healthy',
  slow_request: ({ self }) => self.up,
  background_errors: ({ self }) => self.errorRate - self.failing > NOTABLE,
  slots_full: ({ self }) => self.slots.utilisation > 1,
  overloaded: ({ self }) => self.utilisation > 1,
};

function wordLine(plan: WorldPlan, rule: LogRule, scene: Scene, tick: number, id: string): string {
  const { seed } = plan;
  // Seed 1 begins every list with its first item, so that a scenario file can be read against its output.
  const shift = (about: string) => (seed === BASE_SEED ? 0 : Math.floor(noise(seed, id, about) * 97));
  const turn = Math.floor(tick / rule.every) + shift('turn');
  const text = cycle(rule.texts, shift('text')) ?? '';
  const p99Ms = scene.callee?.p99Ms ?? scene.self.p99Ms;
  const limitMs = scene.link?.timeoutMs ?? Infinity;
  const retries = scene.link?.retries ?? 0;
  const durationMs = Math.min(p99Ms * (cycle(rule.factors, turn) ?? 1), limitMs * 0.97);
  const words: Readonly<Record<string, () => string | number | undefined>> = {
    upstream: () => scene.upstream,
    sample: () => cycle(rule.samples, turn),
    duration: () => roundTo(durationMs, durationMs > 1000 ? 10 : 1),
    timeout: () => (Number.isFinite(limitMs) ? Math.round(limitMs) : undefined),
    attempt: () => 2 + modulo(turn, Math.max(1, retries)),
    attempts: () => retries + 1,
    version: () => scene.self.loadedVersion,
    waiting: () => Math.round(Math.max(0, scene.self.slots.utilisation - 1) * scene.self.slots.limit),
    count: () => cycle(rule.counts, turn),
    id: () => Math.floor(noise(seed, tick, id) * 0xff_ffff).toString(16),
  };
  return text.replaceAll(/\{(\w+)\}/g, (whole, word: string) => String(words[word]?.() ?? whole));
}

const roundTo = (value: number, step: number): number => Math.round(value / step) * step;
const modulo = (value: number, base: number): number => ((value % base) + base) % base;

function cycle<T>(values: readonly T[], turn: number): T | undefined {
  return values.length > 0 ? values[modulo(turn, values.length)] : undefined;
}
