/** The settings that `read_config` printed, as paths that `update_config` takes: an entry of an object is `key.entry`. */
export function readSettings(result: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const [key, value] of entries(parseObject(result))) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, entry] of entries(value)) settings.set(`${key}.${name}`, asText(entry));
    else settings.set(key, asText(value));
  }
  return settings;
}

function parseObject(text: string): unknown {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from < 0 || to < from) return null;
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch {
    return null;
  }
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
