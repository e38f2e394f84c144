import { expect, test } from 'vitest';
import { worldSnapshotSchema } from '#lib/protocol/world-snapshot.ts';
import { createEnvironment } from './create-environment.ts';
import { restartService } from './model/step-world.ts';
import { planWorld } from './model/world-plan.ts';
import { openSession, runOn } from './session.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { playIncident, scenarioOf } from './testing/play-incident.ts';
import { varyScenario } from './vary-scenario.ts';

const snapshotOf = (id: string) => playIncident(id).environment.snapshot();
const service = (id: string, name: string) =>
  snapshotOf(id).services.find((candidate) => candidate.name === name);

test('a snapshot has the load of every service and link', () => {
  const snapshot = snapshotOf('db-pool-learn');
  expect(worldSnapshotSchema.parse(snapshot)).toEqual(snapshot);
  const link = snapshot.links.find(({ from, to }) => from === 'edge-gateway' && to === 'storefront-api');
  expect(link?.requestsPerSecond).toBeGreaterThan(200);
  expect(service('db-pool-learn', 'storefront-api')?.utilisation).toBeGreaterThan(0.5);
});

test('numbers that are worth a curve are there where a service has them', () => {
  expect(service('db-pool-learn', 'orders-api')?.curves?.['pool']).toBeGreaterThan(1);
  expect(service('disk-full-learn', 'orders-db')?.curves?.['disk']).toBe(1);
  expect(service('retry-storm-learn', 'orders-api')?.curves?.['attempts']).toBeGreaterThan(3);
  expect(service('db-pool-learn', 'catalog-cache')?.curves?.['hitRatio']).toBeGreaterThan(0.9);
  expect(service('db-pool-learn', 'notify-worker')?.curves).toHaveProperty('queue');
  expect(service('db-pool-learn', 'catalog-api')?.curves).toHaveProperty('memory');
});

test('a snapshot has the figures of the ticks that its call took, exactly as the world was in each', () => {
  const id = 'classic-act-1';
  const environment = createEnvironment(scenarioOf(id), 3);
  const [first] = environment.snapshot().services;
  if (!first) throw new Error('no service');
  environment.execute('restart_service', JSON.stringify({ service_name: first.name }));
  const snapshot = environment.snapshot();
  // Tick by tick, from the same start.
  const plan = planWorld(varyScenario(scenarioOf(id), 3), 3);
  const start = openSession(plan);
  const stopped = restartService(plan, start.world, plan.places.get(first.name) ?? -1);
  const worlds = runOn(plan, stopped, snapshot.tick);
  const each = worlds.map((world) => takeSnapshot(plan, start, { ...start, world }).services);
  expect(snapshot.passed?.fromTick).toBe(1);
  for (const [index, columns] of (snapshot.passed?.services ?? []).entries()) {
    const ticks = each.slice(0, -1).map((services) => services[index]);
    expect(columns).toMatchObject({
      errorRate: ticks.map((tick) => tick?.errorRate),
      p99Ms: ticks.map((tick) => tick?.p99Ms),
      requestsPerSecond: ticks.map((tick) => tick?.requestsPerSecond),
      utilisation: ticks.map((tick) => tick?.utilisation),
    });
  }
  expect(snapshot.passed?.services[0]?.errorRate).toEqual([1, 1]);
  environment.execute('read_config', JSON.stringify({ service_name: first.name }));
  expect(environment.snapshot()).not.toHaveProperty('passed');
});

test('the aftermath is the world as it goes on without calls, and asking for it changes nothing', () => {
  const { environment } = playIncident('db-pool-learn');
  const before = environment.snapshot();
  const aftermath = environment.aftermath();
  expect(environment.aftermath()).toEqual(aftermath);
  expect(environment.snapshot()).toEqual(before);
  expect(aftermath.fromTick).toBe(before.tick + 1);
  expect(aftermath.services.map(({ errorRate }) => errorRate.length)).toEqual(before.services.map(() => 20));
  environment.execute('read_config', '{"service_name":"orders-api"}');
  expect(aftermath.services[0]?.errorRate[0]).toBe(environment.snapshot().services[0]?.errorRate);
});
