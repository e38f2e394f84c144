/** What a tool call does, free of the wire's form: the same for every model and every spelling of the arguments. */
export interface CallAction {
  /** Tool name. */
  tool: string;
  /** The service or skill that it is about; null when the arguments name none. */
  target: string | null;
  /** The config key or the file; null when there is none. */
  key: string | null;
  /** The value that is written; null for reads. */
  value: string | null;
  /** Every other argument, "lines = 20"; "" when there is none. */
  options: string;
}

const TARGET_NAMES = ['service_name', 'service', 'skill_name', 'name'];
const KEY_NAMES = ['key', 'file_path', 'path'];

/** Reads a call's raw arguments. Malformed or missing ones leave the parts null; it never throws. */
export function callAction(call: { name: string; arguments: string }): CallAction {
  const given = parseArguments(call.arguments);
  const take = (names: string[]) => {
    const name = names.find((candidate) => given.has(candidate));
    if (name === undefined) return null;
    const text = asText(given.get(name));
    given.delete(name);
    return text;
  };
  const [target, key, value] = [take(TARGET_NAMES), take(KEY_NAMES), take(['value'])];
  const options = [...given].flatMap(([name, each]) => {
    const text = asText(each);
    return text === null ? [] : [`${name} = ${text}`];
  });
  return { tool: call.name, target, key, value, options: options.toSorted().join(', ') };
}

function parseArguments(raw: string): Map<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(raw);
    return typeof parsed === 'object' && parsed !== null ? new Map(Object.entries(parsed)) : new Map();
  } catch {
    return new Map();
  }
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
