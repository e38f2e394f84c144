import type { Service, Setting } from '../scenario-schema.ts';
import { MS_PER_UNIT, isTimeUnit, writeValue } from '../config-value.ts';
import type { ServiceParams } from './params.ts';
import type { Config, Configured } from './read-effect.ts';
import { isAccepted, readAll, readAmount, readOne } from './read-effect.ts';
import { readLink } from './read-link.ts';
import { hitRatio, throughput } from './rules/stocks.ts';
import type { PlannedService } from './world-plan.ts';

const DEFAULT_PORT = 8080;
const MB = 1024 ** 2;

/** What a config of a service means to the model. */
export function readParams({ service, outgoing }: PlannedService, config: Config): ServiceParams {
  const of: Configured = { service, config };
  const workers = readOne(of, 'workers');
  const background = readOne(of, 'background_load');
  const limit = readOne(of, 'rate_limit');
  return {
    capacityRps: workers ? Math.max(0.001, workers.amount * workers.effect.rpsEach) : service.capacityRps,
    backgroundRps: background ? background.amount * background.effect.rpsEach : 0,
    slots: readAmount(of, 'slots', Infinity),
    port: readAmount(of, 'port', DEFAULT_PORT),
    connectionLimit: readAmount(of, 'connection_limit', Infinity),
    rateLimit: limit ? limit.amount / (limit.effect.per === 'min' ? 60 : 1) : Infinity,
    ...readAcceptance(of),
    rollouts: readAll(of, 'rollout').map(({ setting, amount, effect }) => ({
      key: setting.key,
      share: Math.min(100, amount) / 100,
      errorShare: effect.errorShare,
      slower: effect.slower,
    })),
    ...readCache(of),
    ...readQueue(of),
    memory: readMemory(of),
    diskGb: (service.disk?.baseGb ?? 0) + readKept(of),
    clockOffsetMs: readAll(of, 'clock').reduce(
      (sum, { value, effect }) => sum + (value === true ? 0 : effect.offsetS * 1000),
      0,
    ),
    links: outgoing.map((link) => readLink(of, link)),
  };
}

function readAcceptance(of: Configured): Pick<ServiceParams, 'crashes' | 'rejections'> {
  const wrong = readAll(of, 'accepts').filter(
    (reading) => reading.effect.to === undefined && !isAccepted(reading),
  );
  const rejections = wrong.flatMap(({ effect: { share, failure } }) =>
    share === undefined || failure === 'crash' ? [] : [{ share, failure }],
  );
  return { crashes: rejections.length < wrong.length, rejections };
}

function readCache(of: Configured): Pick<ServiceParams, 'hit' | 'room'> {
  const ttl = readOne(of, 'cache_ttl');
  const size = readOne(of, 'cache_size');
  if (!ttl && !size) return { hit: 0, room: 1 };
  const workingSetMb = size?.effect.workingSetMb ?? 1;
  const sizeMb = size ? size.amount / MB : workingSetMb;
  return {
    hit: hitRatio(ttl ? ttl.amount / 1000 : Infinity, ttl?.effect.halfS ?? 1, sizeMb, workingSetMb),
    room: Math.min(1, sizeMb / workingSetMb),
  };
}

function readQueue(of: Configured): Pick<ServiceParams, 'throughput' | 'redeliveryRps' | 'redeliveries'> {
  const consumers = readOne(of, 'consumers');
  const rpsEach = consumers?.effect.rpsEach ?? 0;
  const count = consumers?.amount ?? 0;
  return {
    throughput: consumers ? throughput(count, rpsEach, readAmount(of, 'prefetch', Infinity)) : Infinity,
    redeliveryRps: count * rpsEach,
    redeliveries: readAmount(of, 'redeliveries', 0),
  };
}

function readMemory(of: Configured): ServiceParams['memory'] {
  const { memory }: Service = of.service;
  const each = readAll(of, 'memory_each').reduce((sum, { amount }) => sum + amount / MB, 0);
  const local = readOne(of, 'cache_entries');
  return {
    limitMb: readAmount(of, 'memory_limit', Infinity) / MB,
    baseMb: (memory?.baseMb ?? 0) + each * readAmount(of, 'memory_count', 1),
    fillTicks: memory?.fillTicks ?? 0,
    growthMb: local?.effect.mbPerTick ?? 0,
    cacheMb: local ? boundMb(local.amount, local.effect.kbEach) : 0,
  };
}

const boundMb = (entries: number, kbEach: number): number =>
  entries > 0 ? (entries * kbEach) / 1024 : Infinity;

/** Gigabytes that the service keeps: amount (days for a time) x size of one x how much is written. */
function readKept(of: Configured): number {
  const rate = readAll(of, 'disk_rate').reduce((product, { effect, value, amount }) => {
    const step = effect.steps?.find(([upTo]) => amount <= upTo);
    return product * (effect.values?.[writeValue(value)] ?? step?.[1] ?? 1);
  }, 1);
  return readAll(of, 'disk_keep').reduce(
    (sum, { setting, amount, effect }) => sum + countOf(setting, amount) * effect.gbEach * rate,
    0,
  );
}

const countOf = (setting: Setting, amount: number): number =>
  setting.type === 'duration' || isTimeUnit(setting.unit) ? amount / MS_PER_UNIT.d : amount;
