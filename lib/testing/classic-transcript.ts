import { createEnvironment, findScenario } from '#lib/environment/index.ts';

/** A short, successful run of the first classic incident, as chat-completions messages; the results are the world's own. */
export function classicTranscript(): Record<string, unknown>[] {
  const scenario = findScenario('classic-act-1');
  if (!scenario) throw new Error('The classic incident is gone.');
  const world = createEnvironment(scenario, 1);
  const steps: [tool: string, args: Record<string, string>][] = [
    ['check_service_status', { service_name: 'api-gateway' }],
    ['check_logs', { service_name: 'api-gateway' }],
    ['check_service_status', { service_name: 'backend-api' }],
    ['read_config', { service_name: 'api-gateway' }],
    ['update_config', { service_name: 'api-gateway', key: 'upstream_timeout_ms', value: '9000' }],
    ['restart_service', { service_name: 'api-gateway' }],
    ['check_service_status', { service_name: 'api-gateway' }],
  ];
  const calls = steps.flatMap(([name, args], index) => {
    const text = JSON.stringify(args);
    const id = `call_${index}`;
    return [
      { role: 'assistant', tool_calls: [{ id, type: 'function', function: { name, arguments: text } }] },
      { role: 'tool', tool_call_id: id, content: world.execute(name, text).result },
    ];
  });
  const end =
    'The limit of the gateway was shorter than its slow upstream needs. It is raised and the errors have stopped.';
  return [{ role: 'user', content: world.request }, ...calls, { role: 'assistant', content: end }];
}
