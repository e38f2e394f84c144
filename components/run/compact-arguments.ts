/** The arguments of a call on one line: `orders · pool_size = 40`. Text that is not a JSON object is shown as it came. */
export function compactArguments(raw: string): string {
  const parsed = parseObject(raw);
  if (!parsed) return raw.trim();
  const values = Object.entries(parsed);
  if (values.length === 0) return '';
  const service = parsed.service_name ?? parsed.service;
  if (typeof service === 'string' && 'key' in parsed && 'value' in parsed) {
    return `${service} · ${plain(parsed.key)} = ${plain(parsed.value)}`;
  }
  return values.map(([, value]) => plain(value)).join(' · ');
}

/** The same JSON, indented; text that is not JSON stays as it is, so that a malformed request can be read. */
export function prettyArguments(raw: string): string {
  const parsed = parseJson(raw);
  return parsed === undefined ? raw : JSON.stringify(parsed, null, 2);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function parseObject(raw: string): Record<string, unknown> | null {
  const parsed = parseJson(raw);
  return isRecord(parsed) ? parsed : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
