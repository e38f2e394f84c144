import { z } from 'zod';
import { quantityOf, type Quantity } from '../transcript/quantity.ts';
import { type Knob, knobsOf } from './knobs.ts';

export interface Setting {
  /** Nested keys are joined with dots. */
  key: string;
  raw: string | number | boolean;
  knobs: Knob[];
  quantity: Quantity | null;
}

const leafSchema = z.union([z.string(), z.number(), z.boolean()]);
const nodeSchema = z.record(z.string(), z.unknown());

function flatten(value: unknown, path: string): Setting[] {
  const leaf = leafSchema.safeParse(value);
  if (leaf.success) {
    const raw = leaf.data;
    const quantity = typeof raw === 'boolean' ? null : quantityOf(path, raw);
    return [{ key: path, raw, knobs: knobsOf(path), quantity }];
  }
  const node = nodeSchema.safeParse(value);
  if (!node.success) return [];
  return Object.entries(node.data).flatMap(([key, child]) => flatten(child, path ? `${path}.${key}` : key));
}

/** Reads whole `"key": value` lines of a text that was cut off. */
const readLines = (text: string): unknown =>
  Object.fromEntries(
    [...text.matchAll(/"([^"]+)":\s*("[^"]*"|-?\d+(?:\.\d+)?|true|false)(?=[\s,}])/g)].flatMap((match) =>
      match[1] !== undefined && match[2] !== undefined ? [[match[1], JSON.parse(match[2])]] : [],
    ),
  );

/** Reads the answer of read_config; null when it shows no settings. */
export function parseConfig(text: string): Setting[] | null {
  const start = text.indexOf('{');
  if (start < 0) return null;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1));
  } catch {
    value = readLines(text.slice(start));
  }
  const settings = flatten(value, '');
  return settings.length > 0 ? settings : null;
}
