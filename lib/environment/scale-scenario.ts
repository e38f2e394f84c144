import { rangedNumber, writeNumber } from './config-value.ts';
import type {
  Change,
  ConfigValue,
  Effect,
  EffectKind,
  ScenarioData,
  Service,
  Setting,
} from './scenario-schema.ts';

/** Factors on the numbers of a scenario. None changes a ratio that the causal structure rests on. */
export interface Scale {
  /** On every time: latencies, limits, targets. */
  latency?: number;
  /** On every rate: requests per second and the capacity to serve them. */
  load?: number;
  /** On the share of slow requests, where a service has more of them than the usual one in a hundred. */
  slow?: number;
}

const USUAL_SLOW_SHARE = 0.05;
/** By Little's law what holds requests grows with their rate and with the time that they take. */
const HELD: ReadonlySet<EffectKind> = new Set(['slots', 'pool', 'connection_limit']);
const RATES: ReadonlySet<EffectKind> = new Set(['rate_limit']);
/** Times that are no latencies: they are compared with something that does not change. */
const FIXED: ReadonlySet<EffectKind> = new Set([
  'cache_ttl',
  'poll_interval',
  'disk_keep',
  'disk_rate',
  'idle_timeout',
  'backoff',
]);
const has = (setting: Setting, kinds: ReadonlySet<EffectKind>): boolean =>
  setting.effects.some(({ kind }) => kinds.has(kind));

export function scaleScenario(data: ScenarioData, scale: Scale): ScenarioData {
  const { latency = 1, load = 1, slow = 1 } = scale;
  const factorOf = (setting: Setting) => {
    if (has(setting, FIXED)) return 1;
    if (has(setting, RATES)) return load;
    if (setting.unit === 'ms' || setting.unit === 's' || setting.type === 'duration') return latency;
    return has(setting, HELD) ? latency * load : 1;
  };
  const find = ({ service, key }: Change) =>
    data.services.find(({ name }) => name === service)?.config.find((setting) => setting.key === key);
  const change = (planned: Change): Change => {
    const setting = find(planned);
    return setting ? { ...planned, value: scaleValue(setting, planned.value, factorOf(setting)) } : planned;
  };
  const service = (old: Service): Service => ({
    ...old,
    latency: { p50Ms: old.latency.p50Ms * latency, p99Ms: old.latency.p99Ms * latency },
    p99TargetMs: old.p99TargetMs * latency,
    ownRps: old.ownRps * load,
    capacityRps: old.capacityRps * load,
    slow: {
      ...old.slow,
      share: old.slow.share > USUAL_SLOW_SHARE ? Math.min(1, old.slow.share * slow) : old.slow.share,
    },
    ...(old.consumes && { consumes: { ...old.consumes, backlog: old.consumes.backlog * load } }),
    config: old.config.map((setting) => scaleSetting(setting, factorOf(setting), load)),
  });
  return {
    ...data,
    entry: { ...data.entry, rps: data.entry.rps * load },
    slo: {
      ...data.slo,
      p99Ms: data.slo.p99Ms * latency,
      ...(data.slo.lag && { lag: { ...data.slo.lag, max: data.slo.lag.max * load } }),
    },
    services: data.services.map(service),
    links: data.links.map((link) => (link.holdMs ? { ...link, holdMs: link.holdMs * latency } : link)),
    root: data.root && { ...data.root, fix: data.root.fix.map(change) },
    ...(data.twinOf && { twinOf: { ...data.twinOf, learnedFix: data.twinOf.learnedFix.map(change) } }),
  };
}

function scaleSetting(setting: Setting, factor: number, load: number): Setting {
  return {
    ...setting,
    effects: setting.effects.map((effect) => scaleEffect(effect, load)),
    ...(factor !== 1 && {
      value: scaleValue(setting, setting.value, factor),
      ...(setting.range && { range: scaleBounds(setting.range, factor) }),
      ...(setting.sane && { sane: scaleBounds(setting.sane, factor) }),
    }),
  };
}

function scaleEffect(effect: Effect, load: number): Effect {
  switch (effect.kind) {
    case 'workers':
    case 'consumers':
    case 'background_load':
      return { ...effect, rpsEach: effect.rpsEach * load };
    case 'idle_timeout':
      return { ...effect, abandonedRps: effect.abandonedRps * load };
    case 'poll_interval':
      return { ...effect, clients: effect.clients * load };
    default:
      return effect;
  }
}

function scaleValue(setting: Setting, value: ConfigValue, factor: number): ConfigValue {
  const number = rangedNumber(setting, value);
  if (number === null || factor === 1) return value;
  const scaled = number * factor;
  return writeNumber(
    setting,
    has(setting, HELD) || has(setting, RATES) ? Number(scaled.toPrecision(3)) : scaled,
  );
}

/** Bounds grow outwards to a round number, so that the value stays inside and a refusal reads well. */
function scaleBounds([low, high]: [number, number], factor: number): [number, number] {
  return [roundOff(low * factor, Math.floor), roundOff(high * factor, Math.ceil)];
}

function roundOff(value: number, round: (value: number) => number): number {
  if (value <= 0) return 0;
  const step = 10 ** Math.floor(Math.log10(value));
  return step >= 1 ? round(value / step) * step : round(value);
}
