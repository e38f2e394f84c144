import { expect, test } from 'vitest';
import { worldSnapshotSchema } from '#lib/protocol/world-snapshot.ts';
import { playIncident } from './testing/play-incident.ts';

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
