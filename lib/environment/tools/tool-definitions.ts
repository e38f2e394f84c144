import type { ToolDefinition, ToolKind } from '#lib/protocol/chat.ts';

export const TOOL_NAMES = [
  'check_service_status',
  'check_logs',
  'read_config',
  'update_config',
  'restart_service',
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

const KINDS: ReadonlyMap<string, ToolKind> = new Map<ToolName, ToolKind>([
  ['check_service_status', 'read'],
  ['check_logs', 'read'],
  ['read_config', 'read'],
  ['update_config', 'write'],
  ['restart_service', 'write'],
]);

export const kindOf = (toolName: string): ToolKind => KINDS.get(toolName) ?? 'unknown';

export const isToolName = (name: string): name is ToolName => KINDS.has(name);

const SERVICE = {
  service_name: { type: 'string', description: 'Exact name of the service, e.g. as depends_on lists it.' },
};

function define(
  name: ToolName,
  description: string,
  properties: Record<string, unknown> = {},
  required: readonly string[] = [],
): ToolDefinition {
  return {
    name,
    description,
    parameters: {
      type: 'object',
      properties: { ...SERVICE, ...properties },
      required: ['service_name', ...required],
      additionalProperties: false,
    },
  };
}

/** The five tools, as a model is told about them. */
export const TOOL_DEFINITIONS: readonly ToolDefinition[] = [
  define(
    'check_service_status',
    'Current health of one service: status, error rate, latency p50 and p99, requests per second, stored and loaded config version, dependencies and gauges such as connections.',
  ),
  define('check_logs', 'Newest log lines of one service, newest first.', {
    lines: {
      type: 'integer',
      minimum: 1,
      maximum: 20,
      default: 10,
      description: 'How many lines, 1 to 20. Default 10.',
    },
  }),
  define(
    'read_config',
    'Stored configuration of one service as JSON. Units are in the keys (_ms, _s) or in the values ("5s").',
  ),
  define(
    'update_config',
    'Changes one configuration value of one service. The value is checked for type and range and stored; the answer says whether it is in effect now or only after a restart.',
    {
      key: {
        type: 'string',
        description:
          'Exact key as read_config shows it; for one entry of an object: the key, a dot, the entry (routes./path/*).',
      },
      value: {
        type: 'string',
        description: 'New value as text, written like the old one, e.g. 250, true, 5s.',
      },
    },
    ['key', 'value'],
  ),
  define(
    'restart_service',
    'Restarts one service: it loads its stored configuration and starts with empty queues. Takes 90 s, during which it does not answer.',
  ),
];
