import { z } from 'zod';
import { scenarioFileSchema } from './file-schema.ts';

/** The language of scenario files as JSON Schema, for an editor's completion. */
export const scenarioJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(scenarioFileSchema, { io: 'input' }),
});
