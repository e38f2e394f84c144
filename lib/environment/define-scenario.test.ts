import { describe, expect, test } from 'vitest';
import { defineScenario } from './define-scenario.ts';
import { inputOf, withValue } from './testing/play-incident.ts';

const classicAct1 = inputOf('classic-act-1');

describe('mistakes in a scenario file', () => {
  test('names that lead nowhere are all told at once', () => {
    const wrong = () =>
      defineScenario({
        ...classicAct1,
        entry: { service: 'nowhere', rps: 1 },
        links: [...classicAct1.links, { from: 'user-db', to: 'lost', share: 1 }],
      });
    expect(wrong).toThrow(/no service 'nowhere'/);
    expect(wrong).toThrow(/link user-db → lost: there is no service 'lost'/);
  });

  test('services that call each other in a circle are named', () => {
    expect(() =>
      defineScenario({
        ...classicAct1,
        links: [...classicAct1.links, { from: 'user-db', to: 'backend-api', share: 1 }],
      }),
    ).toThrow(/in a circle: .*backend-api/);
  });

  test('a fix that the tools would refuse is no fix', () => {
    const { root } = classicAct1;
    expect(() =>
      defineScenario({
        ...classicAct1,
        root: root && {
          ...root,
          fix: [{ service: 'api-gateway', key: 'upstream_timeout_ms', value: 7_000_000 }],
        },
      }),
    ).toThrow(/fix: Refused: upstream_timeout_ms/);
  });

  test('a value out of its own range is a mistake', () => {
    expect(() => defineScenario(withValue(classicAct1, 'max_retries', 99))).toThrow(
      /api-gateway: max_retries is out of its range/,
    );
  });
});
