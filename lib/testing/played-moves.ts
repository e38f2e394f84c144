import type { PlayMove } from '#lib/protocol/http.ts';

/** A call as a person makes it; `args` as text stay as they are. */
export const asked = (turn: number, tool: string, args: object | string, note = ''): PlayMove => ({
  turn,
  moveId: `move-${turn}-${tool}`,
  action: { kind: 'call', tool, arguments: typeof args === 'string' ? args : JSON.stringify(args), note },
});
export const finished = (turn: number, message: string): PlayMove => ({
  turn,
  moveId: `move-${turn}-finish`,
  action: { kind: 'finish', message },
});

/** A short way to fix the first classic incident. */
export const FIX: [tool: string, args: object, note: string][] = [
  ['check_service_status', { service_name: 'api-gateway' }, 'The report names the gateway.'],
  ['check_logs', { service_name: 'api-gateway', lines: 10 }, 'Which upstream times out?'],
  ['check_service_status', { service_name: 'backend-api' }, ''],
  ['read_config', { service_name: 'api-gateway' }, 'How long does it wait?'],
  [
    'update_config',
    { service_name: 'api-gateway', key: 'upstream_timeout_ms', value: '9000' },
    'Its limit is below what the upstream needs.',
  ],
  ['restart_service', { service_name: 'api-gateway' }, ''],
  ['check_service_status', { service_name: 'api-gateway' }, 'Did it help?'],
];
export const LAST_WORDS =
  'api-gateway gave up after upstream_timeout_ms, which was below the latency of backend-api. I raised it to 9000 ms and restarted it.';
