import { describe, expect, test } from 'vitest';
import { evaluationSchema } from '#lib/protocol/evaluation.ts';
import { defineScenario } from '../define-scenario.ts';
import { inputOf, playIncident, scenarioOf, withValue } from '../testing/play-incident.ts';

const classicAct1 = inputOf('classic-act-1');

const GATEWAY = 'api-gateway';

function fixed() {
  const incident = playIncident('classic-act-1');
  incident.config(GATEWAY);
  incident.update(GATEWAY, 'upstream_timeout_ms', '10000');
  incident.restart(GATEWAY);
  return incident;
}

describe('the verdict', () => {
  test('is made from the world, whatever the agent says', () => {
    const idle = playIncident('classic-act-1').environment.evaluate(
      'Fixed: upstream_timeout_ms of api-gateway.',
    );
    expect(idle.verified).toBe(false);
    expect(fixed().environment.evaluate('').verified).toBe(true);
  });

  test('has the shape of the contract', () => {
    const evaluation = fixed().environment.evaluate('');
    expect(evaluationSchema.parse(evaluation)).toEqual(evaluation);
  });

  test('SLO, cause and collateral are judged apart', () => {
    const idle = playIncident('classic-act-1').environment.evaluate('').parts;
    expect([idle.slo.holds, idle.cause.holds, idle.collateral.holds]).toEqual([false, false, true]);
    const greedy = playIncident('classic-act-1');
    greedy.update(GATEWAY, 'upstream_timeout_ms', '24000');
    greedy.restart(GATEWAY);
    const { slo, cause, collateral } = greedy.environment.evaluate('').parts;
    expect([slo.holds, cause.holds, collateral.holds]).toEqual([false, true, false]);
  });

  test('a good fix does not excuse a bad change elsewhere', () => {
    const incident = fixed();
    incident.update('user-db', 'shared_buffers', '128MB');
    const { verified, parts } = incident.environment.evaluate('');
    expect(parts.slo.holds && parts.cause.holds).toBe(true);
    expect(parts.collateral.detail).toContain('user-db shared_buffers was changed for the worse');
    expect(verified).toBe(false);
  });

  test('a modest change elsewhere is let pass', () => {
    const incident = fixed();
    incident.update(GATEWAY, 'max_retries', '2');
    incident.update('backend-api', 'cache_ttl_s', '180');
    expect(incident.environment.evaluate('').verified).toBe(true);
  });

  test('another valid repair counts: fewer retries leave room for a longer limit', () => {
    const incident = playIncident('classic-act-1');
    incident.update(GATEWAY, 'max_retries', '1');
    incident.update(GATEWAY, 'upstream_timeout_ms', '25000');
    incident.restart(GATEWAY);
    expect(incident.environment.evaluate('').verified).toBe(true);
  });
});

describe('a scenario in which nothing is wrong', () => {
  const calm = defineScenario({
    ...withValue(classicAct1, 'upstream_timeout_ms', 10_000),
    id: 'calm',
    root: null,
  });

  test('is won by changing nothing', () => {
    const incident = playIncident(calm);
    incident.logs(GATEWAY);
    const { verified, parts } = incident.environment.evaluate('Nothing is wrong.');
    expect(parts.noop).toMatchObject({ applies: true, holds: true });
    expect(verified).toBe(true);
  });

  test('is lost by a change or a restart', () => {
    const changed = playIncident(calm);
    changed.update(GATEWAY, 'max_retries', '2');
    expect(changed.environment.evaluate('').parts.noop.detail).toContain('api-gateway max_retries');
    const restarted = playIncident(calm);
    restarted.restart('redis-cache');
    expect(restarted.environment.evaluate('').verified).toBe(false);
  });
});

describe('the figures beside the verdict', () => {
  test.each([
    ['The upstream_timeout_ms of api-gateway (5000) was below what backend-api needs.', 100],
    ['backend-api was slower than the upstream timeout of the gateway.', 100],
    ['backend-api is too slow because of its database.', 65],
    ['Restarted api-gateway, the 502s are gone.', 35],
    ['I could not find anything.', 0],
    ['', 0],
  ])('"%s" scores %i', (message, score) => {
    expect(playIncident('classic-act-1').environment.evaluate(message).diagnosis.score).toBe(score);
  });

  test('the score follows the scenario, not the classic key', () => {
    const { diagnosis } = playIncident('classic-act-2-twin').environment.evaluate(
      'The route /payments/* pointed to a port where payment-service does not listen.',
    );
    expect(diagnosis.score).toBe(100);
    expect(scenarioOf('classic-act-2-twin').root?.key).toBe('routes');
  });

  test('time to localise and to mitigate are world ticks', () => {
    const { metrics } = fixed().environment.evaluate('');
    expect(metrics.ticksToLocalise).toBe(1);
    expect(metrics.ticksToMitigate).toBe(5);
    expect(metrics.errorBudgetBurned).toBeGreaterThan(0.05);
    expect(metrics.errorBudgetBurned).toBeLessThan(0.2);
    expect(playIncident('classic-act-1').environment.evaluate('').metrics).toMatchObject({
      ticksToLocalise: null,
      ticksToMitigate: null,
    });
  });

  test('wrong writes, needless restarts and repeated calls are counted, and the first two named by their ticks', () => {
    const incident = playIncident('classic-act-1');
    const tick = () => incident.environment.snapshot().tick;
    incident.status(GATEWAY);
    incident.status(GATEWAY);
    incident.update(GATEWAY, 'keepalive_requests', '900');
    const mistakesAt = [tick()];
    incident.status(GATEWAY);
    incident.update(GATEWAY, 'upstream_timeout_ms', '5100');
    mistakesAt.push(tick());
    incident.update(GATEWAY, 'upstream_timeout_ms', '9000');
    incident.restart('redis-cache');
    mistakesAt.push(tick());
    incident.restart(GATEWAY);
    expect(incident.environment.evaluate('')).toMatchObject({
      metrics: { wrongWrites: 2, needlessRestarts: 1, repeatedCalls: 1 },
      mistakesAt,
    });
  });
});
