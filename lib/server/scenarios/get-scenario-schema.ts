import 'server-only';
import { scenarioJsonSchema } from '#lib/environment/index.ts';

/** The language of scenario files as JSON Schema, for an editor's completion. */
export const getScenarioSchema = async (): Promise<Record<string, unknown>> => scenarioJsonSchema();
