import type { Environment } from '#lib/protocol/ports.ts';
import { createEnvironment } from '../create-environment.ts';
import type { ScenarioDefinition, ScenarioInput } from '../scenario-schema.ts';
import { findScenario } from '../file/bank.ts';

/** An environment with short forms of the five tools; for tests. */
export interface Played {
  environment: Environment;
  status(service: string): string;
  logs(service: string, lines?: number): string;
  config(service: string): string;
  update(service: string, key: string, value: string): string;
  restart(service: string): string;
  /** The value of one line of a status text. */
  field(service: string, field: string): string | undefined;
}

export function scenarioOf(id: string): ScenarioDefinition {
  const scenario = findScenario(id);
  if (!scenario) throw new Error(`There is no scenario '${id}'`);
  return scenario;
}

/** A built-in scenario as somebody would define one, to be changed. */
export function inputOf(id: string): ScenarioInput {
  const { request: _request, ...input } = scenarioOf(id);
  return input;
}

export function playIncident(scenario: ScenarioDefinition | string, seed = 1): Played {
  const environment = createEnvironment(typeof scenario === 'string' ? scenarioOf(scenario) : scenario, seed);
  const call = (tool: string, args: Record<string, unknown>) =>
    environment.execute(tool, JSON.stringify(args)).result;
  const status = (service: string) => call('check_service_status', { service_name: service });
  return {
    environment,
    status,
    logs: (service, lines = 20) => call('check_logs', { service_name: service, lines }),
    config: (service) => call('read_config', { service_name: service }),
    update: (service, key, value) => call('update_config', { service_name: service, key, value }),
    restart: (service) => call('restart_service', { service_name: service }),
    field: (service, field) =>
      status(service)
        .split('\n')
        .find((line) => line.startsWith(`  ${field}: `))
        ?.slice(field.length + 4),
  };
}

/** A scenario file in which a key begins with another value. */
export function withValue(input: ScenarioInput, key: string, value: number): ScenarioInput {
  const services = input.services.map(({ config, ...service }) =>
    Object.assign(service, {
      config: config.map((setting) =>
        setting.key === key ? Object.assign({}, setting, { value }) : setting,
      ),
    }),
  );
  return { ...input, services };
}
