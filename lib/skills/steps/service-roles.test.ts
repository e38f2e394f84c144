import { describe, expect, it } from 'vitest';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { isTarget, rolesIn } from './service-roles.ts';

const types = { gate: 'reverse-proxy', shop: 'application/degraded', store: 'database', mail: 'application' };
const { started } = runWithCalls([], { types });
if (started) {
  started.world.links = [
    { from: 'gate', to: 'shop', errorRate: 0 },
    { from: 'shop', to: 'store', errorRate: 0 },
    { from: 'gate', to: 'mail', errorRate: 0 },
  ];
}
const asked = (request: string) => rolesIn(started && { ...started, request });

describe('the service with the symptom', () => {
  it.each([
    ['The gate returns 502.', ['gate'], ['shop', 'mail', 'store']],
    ['Users complain.', ['shop'], ['store']],
    ['The gateway-x fails.', ['shop'], ['store']],
  ])('is the one that the request names, else the sick one: %s', (request, front, upstream) => {
    const roles = asked(request);
    expect([...(roles.front ?? [])]).toEqual(front);
    expect([...(roles.upstream ?? [])]).toEqual(upstream);
  });
});

describe('a target', () => {
  const roles = asked('The gate returns 502.');
  it.each([
    ['shop', 'that upstream', 'upstream', true],
    ['gate', 'that upstream', 'upstream', false],
    ['mail', 'the log of shop', 'any', false],
    ['shop', 'the log of shop', 'upstream', true],
    ['store', 'the status of the database', 'any', true],
    ['shop', 'the status of the database', 'any', false],
    ['shop', 'whatever', 'any', true],
    [null, 'that upstream', 'upstream', false],
  ] as const)('%s for "%s" (%s): %s', (target, about, role, expected) =>
    expect(isTarget(target, { about, role }, roles)).toBe(expected),
  );

  it('is not checked where the run does not say which services there are', () => {
    expect(isTarget('x', { about: 'that upstream', role: 'upstream' }, rolesIn(null))).toBe(true);
  });
});
