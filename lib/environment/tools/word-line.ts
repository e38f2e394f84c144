import { BASE_SEED, noise } from '../model/noise.ts';
import { at } from '../model/world-plan.ts';
import type { LogRule } from '../scenario-schema.ts';
import { clientsOf } from './clients-of.ts';
import type { Scene } from './scene.ts';

/** Words a line: picks its text and fills in its placeholders. */
export function wordLine(rule: LogRule, scene: Scene, id: string): string {
  const { seed } = scene.plan;
  const { tick } = scene.facts;
  // Seed 1 begins every list with its first item, so that a scenario file can be read against its output.
  const shift = (about: string) => (seed === BASE_SEED ? 0 : Math.floor(noise(seed, id, about) * 97));
  const turn = Math.floor(tick / rule.every) + shift('turn');
  const text = cycle(rule.texts, shift('text')) ?? '';
  const told: Told = { rule, turn, id };
  return text.replaceAll(/\{(\w+)\}/g, (whole, word: string) =>
    Object.hasOwn(WORDS, word) ? String(WORDS[word]?.(scene, told) ?? whole) : whole,
  );
}

interface Told {
  rule: LogRule;
  turn: number;
  id: string;
}
type Word = (scene: Scene, told: Told) => string | number | undefined;

const WORDS: Readonly<Record<string, Word>> = {
  upstream: ({ upstream }) => upstream,
  sample: (_scene, { rule, turn }) => cycle(rule.samples, turn),
  duration: (scene, { rule, turn }) => {
    const p99Ms = scene.callee?.p99Ms ?? scene.self.p99Ms;
    const limitMs = scene.link?.timeoutMs ?? Infinity;
    const durationMs = Math.min(p99Ms * (cycle(rule.factors, turn) ?? 1), limitMs * 0.97);
    return roundTo(durationMs, durationMs > 1000 ? 10 : 1);
  },
  elapsed: elapsedMs,
  timeout: ({ link }) => (link && Number.isFinite(link.timeoutMs) ? Math.round(link.timeoutMs) : undefined),
  attempt: ({ link }, { turn }) => 2 + modulo(turn, Math.max(1, link?.retries ?? 0)),
  attempts: ({ link }) => (link?.retries ?? 0) + 1,
  version: ({ self }) => self.state.config.loadedVersion,
  waiting: ({ self, link }) => (link ? poolWaiting(link) : slotsWaiting(self)),
  count: (_scene, { rule, turn }) => cycle(rule.counts, turn),
  id: ({ plan, facts }, { id }) => Math.floor(noise(plan.seed, facts.tick, id) * 0xff_ffff).toString(16),
  lag: ({ self }) => Math.round(self.state.lag),
  /** The message at the head of the queue, the same as long as it is there. */
  message: ({ plan, planned }) =>
    Math.floor(noise(plan.seed, planned.service.name, 'message') * 0xff_ffff).toString(16),
  client: ({ plan, planned, facts }, { id }) =>
    drawClient(plan.seed, facts.tick, id, clientsOf(planned, facts)),
  percent: ({ self }) => Math.round(Math.min(1, self.diskUsed) * 100),
  memory: ({ self }) => Math.round(self.state.memoryMb),
};

/** Within how long calls fail, by what stops them. */
const FAST: readonly (readonly ['refused' | 'unknownHost' | 'denied' | 'handshake', number])[] = [
  ['refused', 2],
  ['unknownHost', 4],
  ['denied', 7],
  ['handshake', 11],
];

/** How long a failed call took, as its caller saw it. */
function elapsedMs({ link, self }: Scene): number | undefined {
  if (!link) return self.limited > 0 ? 1 : undefined;
  const fast = FAST.find(([failure]) => link[failure] > 0);
  if (fast) return fast[1];
  if (link.starved > 0 && link.poolTimeoutMs !== null) return Math.round(link.poolTimeoutMs);
  if (link.timedOut > 0) return Math.round(link.timeoutMs);
  return Math.round(link.p99Ms);
}

/** Requests that wait for a connection: by Little's law, those too many times how long they wait. */
export function poolWaiting({
  starved,
  attempts,
  poolTimeoutMs,
  wanted,
  pool,
  idle,
}: NonNullable<Scene['link']>): number {
  if (poolTimeoutMs === null) return Math.round(Math.max(0, wanted - (pool - idle)));
  return Math.round((starved * attempts * poolTimeoutMs) / 1000);
}

const slotsWaiting = ({ slots }: Scene['self']): number =>
  Math.round(Math.max(0, slots.utilisation - 1) * slots.limit);

/** A client, each as often as it asks. */
function drawClient(
  seed: number,
  tick: number,
  id: string,
  clients: readonly { name: string; rps: number }[],
): string | undefined {
  const total = clients.reduce((sum, { rps }) => sum + rps, 0);
  let left = noise(seed, tick, id, 'client') * total;
  for (const { name, rps } of clients) {
    if (left < rps) return name;
    left -= rps;
  }
  return clients.length > 0 ? at(clients, clients.length - 1).name : undefined;
}

const roundTo = (value: number, step: number): number => Math.round(value / step) * step;
export const modulo = (value: number, base: number): number => ((value % base) + base) % base;

function cycle<T>(values: readonly T[], turn: number): T | undefined {
  return values.length > 0 ? values[modulo(turn, values.length)] : undefined;
}
