const call = (id: number, name: string, args: Record<string, string>, result: string) => [
  {
    role: 'assistant',
    tool_calls: [{ id: `call_${id}`, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
  },
  { role: 'tool', tool_call_id: `call_${id}`, content: result },
];

/** An incident that was found, repaired and checked: something that any Acontext should find worth learning. */
export const solvedIncident = (): Record<string, unknown>[] => [
  {
    role: 'user',
    content:
      'A third of the requests to /api/* fail with 502 since this morning. Find out why and repair it.',
  },
  ...call(
    1,
    'check_service_status',
    { service_name: 'api-gateway' },
    'api-gateway\n  status: unhealthy\n  error_rate_percent: 34\n  p99_ms: 55',
  ),
  ...call(
    2,
    'check_logs',
    { service_name: 'api-gateway' },
    'ERROR 502 GET /api/orders: upstream backend-api did not answer within the limit\nWARN upstream backend-api slow: 4850 ms',
  ),
  ...call(
    3,
    'check_service_status',
    { service_name: 'backend-api' },
    'backend-api\n  status: healthy\n  error_rate_percent: 0\n  p99_ms: 7400',
  ),
  ...call(
    4,
    'read_config',
    { service_name: 'api-gateway' },
    '{\n  "upstream_timeout_ms": 5000,\n  "max_retries": 3\n}',
  ),
  ...call(
    5,
    'update_config',
    { service_name: 'api-gateway', key: 'upstream_timeout_ms', value: '15000' },
    'Updated api-gateway config: upstream_timeout_ms = 15000',
  ),
  ...call(
    6,
    'restart_service',
    { service_name: 'api-gateway' },
    "Service 'api-gateway' restarted successfully.",
  ),
  ...call(
    7,
    'check_service_status',
    { service_name: 'api-gateway' },
    'api-gateway\n  status: healthy\n  error_rate_percent: 0\n  p99_ms: 60',
  ),
  {
    role: 'assistant',
    content:
      'Repaired. upstream_timeout_ms of the gateway (5000) was below the p99 of backend-api (7400 ms), so slow answers became 502s. It is 15000 now, the gateway was restarted and the error rate is 0.',
  },
  { role: 'user', content: 'Confirmed, all requests go through again. Thank you.' },
];
