import 'server-only';
import type { z } from 'zod';
import { createEnvironment } from '#lib/environment/index.ts';
import type {
  ConsoleVerdict,
  ParseScenarioBody,
  parseScenarioSchema,
  ScenarioConsoleBody,
  scenarioConsoleSchema,
} from '#lib/protocol/scenario.ts';
import { EVALUATION_PARTS } from '#lib/protocol/evaluation-parts.ts';
import type { Evaluation } from '#lib/protocol/evaluation.ts';
import { worldSnapshotSchema } from '#lib/protocol/world-snapshot.ts';
import { hashOf } from './find-scenario.ts';
import { readScenarioText, type ReadScenario } from './read-scenario-text.ts';

/** What a text says, without keeping anything: its problems, or the incident as it begins. */
export function previewScenario({ text, seed }: z.output<typeof parseScenarioSchema>): ParseScenarioBody {
  const read = readScenarioText(text);
  if (!read.ok) return read;
  const { scenario } = read;
  return guarded(() => {
    const environment = createEnvironment(scenario, seed);
    const preview = {
      scenarioId: scenario.id,
      title: scenario.title,
      request: environment.request,
      hash: hashOf(scenario),
      world: worldSnapshotSchema.parse(environment.snapshot()),
      settings: Object.fromEntries(
        scenario.services.map(({ name, config }) => [
          name,
          Object.fromEntries(config.map(({ key, value }) => [key, inWords(value)])),
        ]),
      ),
    };
    return { ok: true, preview };
  });
}

/** The five tools on an unsaved text: stateless, so the calls so far come along and are played again. */
export function runScenarioConsole({
  text,
  seed,
  calls,
  finalMessage,
}: z.output<typeof scenarioConsoleSchema>): ScenarioConsoleBody {
  const read = readScenarioText(text);
  if (!read.ok) return read;
  return guarded(() => {
    const environment = createEnvironment(read.scenario, seed);
    const results = calls.map((call) => environment.execute(call.tool, call.arguments));
    return {
      ok: true,
      request: environment.request,
      results,
      world: worldSnapshotSchema.parse(environment.snapshot()),
      verdict: finalMessage === undefined ? null : toVerdict(environment.evaluate(finalMessage)),
    };
  });
}

/** Numbers that are legal one by one may make a world that is none (infinite load). That is the file's fault. */
function guarded<T>(work: () => T): T | Refused {
  try {
    return work();
  } catch {
    const message = 'this world cannot be calculated: some of its numbers are far too large or too small';
    return { ok: false, problems: [{ message, path: '', line: 0, column: 0 }] };
  }
}

type Refused = Extract<ReadScenario, { ok: false }>;

function toVerdict({ verified, parts }: Evaluation): ConsoleVerdict {
  return {
    verified,
    parts: EVALUATION_PARTS.filter(({ name }) => parts[name].applies).map(({ name, title }) => ({
      name: title,
      holds: parts[name].holds,
      detail: parts[name].detail,
    })),
  };
}

export function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
