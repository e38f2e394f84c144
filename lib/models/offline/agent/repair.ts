import { type Facts, serviceOf, TOOL, type Write } from '../incident/facts.ts';
import type { Hypothesis } from '../incident/hypothesis.ts';
import { call, type WantedCall } from '../reply.ts';
import { spell, spellingOf } from '../transcript/quantity.ts';

/** A value that a refusal lets through, closest to the wanted one. */
function withinRange(key: string, value: string, refusal: Write): string | null {
  const range = refusal.result.ok ? null : refusal.result.range;
  const number = Number.parseFloat(value);
  if (!range || Number.isNaN(number)) return null;
  const spelling = spellingOf(key, value);
  const bounded = Math.min(Math.max(number, range.min), range.max);
  return spelling ? spell(bounded * spelling.factor, spelling) : String(bounded);
}

/** A service that refuses a part of a nested setting may take the whole of it. */
function wholeOf(
  facts: Facts,
  service: string,
  key: string,
  value: string,
): { key: string; value: string } | null {
  const parent = key.split('.')[0] ?? '';
  const parts = (serviceOf(facts, service)?.settings ?? []).filter((one) => one.key.startsWith(`${parent}.`));
  if (parent === key || parts.length === 0) return null;
  const entries = parts.map(
    (one) => [one.key.slice(parent.length + 1), one.key === key ? value : one.raw] as const,
  );
  return { key: parent, value: JSON.stringify(Object.fromEntries(entries)) };
}

/** Further settings that the repair of a hypothesis takes, as calls. */
export const furtherCalls = ({ service, also }: Hypothesis): WantedCall[] =>
  (also ?? []).map(({ key, to }) => call(TOOL.update, { service_name: service, key, value: to }));

/** The call that puts a hypothesis to work, respecting what was refused before; null when it cannot be tried. */
export function repairOf({ service, change }: Hypothesis, facts: Facts): WantedCall | null {
  if (!change) return call(TOOL.restart, { service_name: service });
  const parent = change.key.split('.')[0];
  const refusals = facts.writes.filter(
    (write) =>
      write.service === service && !write.result.ok && (write.key === change.key || write.key === parent),
  );
  const last = refusals.at(-1);
  const update = (key: string, value: string) => call(TOOL.update, { service_name: service, key, value });
  if (!last) return update(change.key, change.to);
  const whole = last.key === change.key ? wholeOf(facts, service, change.key, change.to) : null;
  if (whole) return update(whole.key, whole.value);
  const bounded = withinRange(change.key, change.to, last);
  return bounded === null || refusals.some(({ value }) => value === bounded)
    ? null
    : update(change.key, bounded);
}
