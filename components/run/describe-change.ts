import { formatPercent } from '#components/ui/format.ts';
import type { ServiceSnapshot, WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { formatLatency } from './run-words.ts';

/** Smaller moves are noise of the simulation and not worth a sentence. */
const SHARE_STEP = 0.01;
const LATENCY_FACTOR = 1.25;
const LATENCY_STEP_MS = 50;

/** What one call did to the world, one sentence per service and kind of change; empty when nothing worth saying changed. */
export function describeChange(before: WorldSnapshot, after: WorldSnapshot): string[] {
  return after.services.flatMap((now) => {
    const was = before.services.find(({ name }) => name === now.name);
    return was ? describeService(was, now) : [`${now.name} appeared.`];
  });
}

function describeService(was: ServiceSnapshot, now: ServiceSnapshot): string[] {
  const { name } = now;
  const changed = now.changedKeys.filter((key) => !was.changedKeys.includes(key));
  const restored = was.changedKeys.filter((key) => !now.changedKeys.includes(key));
  const sentences: string[] = [];
  const pending = now.restartPending ? ' It is stored, not loaded: a restart is pending.' : '';
  if (changed.length > 0) sentences.push(`${name}: ${changed.join(', ')} changed.${pending}`);
  if (restored.length > 0) sentences.push(`${name}: ${restored.join(', ')} back to the starting value.`);
  if (was.restartPending && !now.restartPending) sentences.push(`${name} loaded its stored config.`);
  if (was.health !== now.health) {
    sentences.push(
      `${name} went from ${was.health} to ${now.health} (errors ${formatPercent(was.errorRate)} → ${formatPercent(now.errorRate)}).`,
    );
  } else if (Math.abs(was.errorRate - now.errorRate) >= SHARE_STEP) {
    const verb = now.errorRate < was.errorRate ? 'fell' : 'rose';
    sentences.push(
      `${name}: errors ${verb} from ${formatPercent(was.errorRate)} to ${formatPercent(now.errorRate)}.`,
    );
  }
  if (was.p99Ms !== null && now.p99Ms !== null && isLatencyMove(was.p99Ms, now.p99Ms)) {
    const verb = now.p99Ms < was.p99Ms ? 'fell' : 'rose';
    sentences.push(`${name}: p99 ${verb} from ${formatLatency(was.p99Ms)} to ${formatLatency(now.p99Ms)}.`);
  }
  return sentences;
}

function isLatencyMove(was: number, now: number): boolean {
  const [low, high] = was < now ? [was, now] : [now, was];
  return high - low >= LATENCY_STEP_MS && high >= low * LATENCY_FACTOR;
}
