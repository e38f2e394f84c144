import { createChatModel } from '#lib/models/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { ModelInfo } from '#lib/protocol/model-info.ts';
import type { ChatModel } from '#lib/protocol/ports.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { Lab } from './lab.ts';

/** Made on first use; a lab has a handful. */
const made = new WeakMap<Lab, Map<string, ChatModel>>();

/** The model that a run's plan names. Outside of experiments that is the lab's own. */
export const modelOf = (lab: Lab, { experiment, model }: Pick<RunPlan, 'experiment' | 'model'>): ChatModel =>
  experiment === undefined ? lab.model : modelNamed(lab, model.name);

/** A model by its name: the offline one, the configured one, or another of the configured server. Throws `invalid_input`. */
export function modelNamed(lab: Lab, name: string): ChatModel {
  if (name === lab.model.info.name) return lab.model;
  const models = made.get(lab) ?? new Map<string, ChatModel>();
  made.set(lab, models);
  const known = models.get(name);
  if (known) return known;
  const model = make(lab, name);
  models.set(name, model);
  return model;
}

function make(lab: Lab, name: string): ChatModel {
  const offline = createChatModel({ kind: 'offline', handler: lab.offlineModel });
  if (name === offline.info.name) return offline;
  const { openai } = lab.config;
  if (openai) {
    return createChatModel({
      ...openai,
      model: name,
      kind: 'openai',
      baseUrl: openai.baseUrl ?? undefined,
      // The configured prices are those of the configured model.
      prices: undefined,
    });
  }
  const message = `There is no model "${name}": the lab knows ${offline.info.name} and, with OPENAI_API_KEY, those of that server.`;
  throw new LabError({ code: 'invalid_input', message, fields: { models: message } });
}

/** What a builder can choose without typing a name. */
export function listModels(lab: Lab): ModelInfo[] {
  const offline = createChatModel({ kind: 'offline', handler: lab.offlineModel }).info;
  return lab.model.info.name === offline.name ? [offline] : [lab.model.info, offline];
}
