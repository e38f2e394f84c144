import { describe, expect, it } from 'vitest';
import { runWithCalls } from '../testing/run-with-calls.ts';
import { alignRuns, type Alignment } from './align-runs.ts';

const TYPES = { gateway: 'reverse-proxy', backend: 'application', mailer: 'application', store: 'database' };
const OTHER_TYPES = { edge: 'reverse-proxy', payments: 'application' };
const OTHER = { scenarioId: 'other' };

const EXPLORES = [
  'status gateway',
  'logs gateway',
  'status mailer',
  'logs mailer',
  'config gateway',
  'update gateway timeout=10000',
  'restart gateway',
  'status gateway',
];
const RECALLS = [
  'skill incidents',
  'file incidents timeouts.md',
  'logs gateway',
  'config gateway',
  'update gateway timeout=10000',
  'restart gateway',
  'status gateway',
];

function picture({ rows }: Alignment): string[] {
  const sign = { same: '=', similar: '~', only_left: '<', only_right: '>' };
  return rows.map(({ relation, left, right }) =>
    [sign[relation], left?.action.tool ?? '.', right?.action.tool ?? '.'].join(' '),
  );
}

describe('aligning two transcripts', () => {
  it('pairs a run with itself, call by call', () => {
    const run = runWithCalls(EXPLORES, { types: TYPES });
    const alignment = alignRuns(run, run);
    expect(alignment.rows.map(({ relation }) => relation)).toEqual(EXPLORES.map(() => 'same'));
    expect(alignment.firstDivergence).toBeNull();
    expect(alignment.firstDevopsDivergence).toBeNull();
  });

  it('shows what one run did and the other did not as gaps', () => {
    const alignment = alignRuns(
      runWithCalls(RECALLS, { types: TYPES }),
      runWithCalls(EXPLORES, { types: TYPES }),
    );
    expect(picture(alignment)).toEqual([
      '< get_skill .',
      '< get_skill_file .',
      '> . check_service_status',
      '= check_logs check_logs',
      '> . check_service_status',
      '> . check_logs',
      '= read_config read_config',
      '= update_config update_config',
      '= restart_service restart_service',
      '= check_service_status check_service_status',
    ]);
  });

  it('tells where the runs part, with and without skill calls', () => {
    const alignment = alignRuns(
      runWithCalls(RECALLS, { types: TYPES }),
      runWithCalls(EXPLORES, { types: TYPES }),
    );
    expect(alignment.firstDivergence).toBe(0);
    expect(alignment.firstDevopsDivergence).toBe(2);
  });

  it('keeps every call of both runs, once and in order', () => {
    const { rows } = alignRuns(runWithCalls(RECALLS), runWithCalls(EXPLORES));
    const numbers = (side: 'left' | 'right') => rows.flatMap((row) => row[side]?.call.call ?? []);
    expect(numbers('left')).toEqual(RECALLS.map((_, index) => index + 1));
    expect(numbers('right')).toEqual(EXPLORES.map((_, index) => index + 1));
  });

  it('matches services of two systems by what they are', () => {
    const alignment = alignRuns(
      runWithCalls(['logs gateway', 'status backend', 'status store'], { types: TYPES }),
      runWithCalls(['logs edge', 'status payments'], { types: OTHER_TYPES, plan: OTHER }),
    );
    expect(picture(alignment)).toEqual([
      '~ check_logs check_logs',
      '~ check_service_status check_service_status',
      '< check_service_status .',
    ]);
    expect(alignment.sameWorld).toBe(false);
    expect(alignment.firstDivergence).toBe(2);
  });

  it('prefers the service that stood alike at the start', () => {
    const alignment = alignRuns(
      runWithCalls(['status mailer', 'status backend'], {
        types: { ...TYPES, mailer: 'application/degraded' },
      }),
      runWithCalls(['status payments'], { types: OTHER_TYPES, plan: OTHER }),
    );
    expect(alignment.rows.map(({ left, right }) => [left?.action.target, right?.action.target])).toEqual([
      ['mailer', undefined],
      ['backend', 'payments'],
    ]);
  });

  it('counts another value for the same key as parting, but only in the same world', () => {
    const left = runWithCalls(['update gateway timeout=6000'], { types: TYPES });
    const right = runWithCalls(['update gateway timeout=9000'], { types: TYPES });
    const elsewhere = runWithCalls(['update gateway timeout=9000'], { types: TYPES, plan: OTHER });
    expect(alignRuns(left, right)).toMatchObject({ firstDivergence: 0, rows: [{ relation: 'similar' }] });
    expect(alignRuns(left, elsewhere).firstDivergence).toBeNull();
  });

  it('takes another option for a like call, not for the same one', () => {
    const run = runWithCalls(['logs gateway'], { types: TYPES });
    const longer = run.calls.map((call) =>
      Object.assign({}, call, { arguments: '{"service_name":"gateway","lines":5}' }),
    );
    expect(alignRuns(run, { ...run, calls: longer }).rows).toMatchObject([{ relation: 'similar' }]);
  });

  it('never pairs a look before the fix with the look that verifies it', () => {
    const alignment = alignRuns(
      runWithCalls(['status gateway', 'restart gateway'], { types: TYPES }),
      runWithCalls(['restart gateway', 'status gateway'], { types: TYPES }),
    );
    expect(picture(alignment)).toEqual([
      '< check_service_status .',
      '= restart_service restart_service',
      '> . check_service_status',
    ]);
  });

  it('survives empty runs, unknown tools and malformed arguments', () => {
    const empty = runWithCalls([]);
    expect(alignRuns(empty, empty).rows).toEqual([]);
    const odd = runWithCalls(['sudo', 'logs gateway']);
    const [first] = odd.calls;
    expect(first).toBeDefined();
    const cut = {
      ...odd,
      calls: odd.calls.map((call) => Object.assign({}, call, { arguments: '{"service_name": "gate' })),
    };
    expect(alignRuns(cut, empty).rows.map(({ relation }) => relation)).toEqual(['only_left', 'only_left']);
  });
});
