import type { ServiceSnapshot, WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

const SERVICES: [name: string, type: string][] = [
  ['edge-proxy', 'reverse-proxy'],
  ['storefront', 'application'],
  ['checkout-service', 'application'],
  ['payment-gateway', 'application'],
  ['inventory-service', 'application'],
  ['notification-service', 'application'],
  ['auth-service', 'application'],
  ['order-queue', 'queue'],
  ['order-worker', 'worker'],
  ['session-cache', 'cache'],
  ['orders-db', 'database'],
  ['catalogue-db', 'database'],
];

const LINKS: [from: string, to: string, requestsPerSecond: number, errorRate?: number][] = [
  ['edge-proxy', 'storefront', 900],
  ['edge-proxy', 'auth-service', 300],
  ['edge-proxy', 'checkout-service', 120, 0.31],
  ['storefront', 'session-cache', 800],
  ['storefront', 'inventory-service', 400],
  ['storefront', 'auth-service', 90],
  ['checkout-service', 'payment-gateway', 110, 0.42],
  ['checkout-service', 'inventory-service', 120],
  ['checkout-service', 'order-queue', 70],
  ['checkout-service', 'session-cache', 120],
  ['payment-gateway', 'orders-db', 100],
  ['inventory-service', 'catalogue-db', 500],
  ['auth-service', 'session-cache', 380],
  ['auth-service', 'orders-db', 20],
  ['order-worker', 'order-queue', 70],
  ['order-worker', 'orders-db', 70],
  ['order-worker', 'notification-service', 60],
];

/** A world as large as the larger topology of the bank: 12 services, 17 links, loads and utilisation. */
export function wideWorld(tick = 0): WorldSnapshot {
  return {
    tick,
    services: SERVICES.map(([name, type], index): ServiceSnapshot => ({
      name,
      type,
      health: name === 'payment-gateway' ? 'unhealthy' : name === 'edge-proxy' ? 'degraded' : 'healthy',
      errorRate: name === 'payment-gateway' ? 0.42 : name === 'edge-proxy' ? 0.04 : 0,
      p50Ms: 12 + index,
      p99Ms: name === 'payment-gateway' ? 4800 : 60 + 20 * index,
      requestsPerSecond: 1200 - 90 * index,
      utilisation: name === 'payment-gateway' ? 0.97 : index / 20,
      changedKeys: name === 'payment-gateway' ? ['pool_max_connections'] : [],
      restartPending: false,
    })),
    links: LINKS.map(([from, to, requestsPerSecond, errorRate = 0]) => ({
      from,
      to,
      requestsPerSecond,
      errorRate,
    })),
  };
}
