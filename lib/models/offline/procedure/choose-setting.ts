import type { ServiceFacts } from '../incident/facts.ts';
import { answerLimitAffinity } from '../incident/knobs.ts';
import type { Setting } from '../incident/parse-config.ts';
import type { StepAction } from './parse-step.ts';

/** The setting that a step means: the key that it spells out, or the one of that kind that binds. */
export function chooseSetting(
  service: ServiceFacts | undefined,
  wanted: Extract<StepAction, { do: 'change' }>,
): Setting | null {
  const settings = service?.settings ?? [];
  const spelled = settings.find(({ key }) => wanted.keys.includes(key));
  if (spelled) return spelled;
  const fitting = settings.filter(
    ({ key, knobs, quantity }) =>
      quantity !== null &&
      knobs.some((knob) => wanted.knobs.includes(knob)) &&
      (!knobs.includes('timeLimit') || (wanted.knobs.includes('timeLimit') && answerLimitAffinity(key) >= 0)),
  );
  const rank = ({ key, knobs, quantity }: Setting) =>
    (knobs.includes('timeLimit') ? answerLimitAffinity(key) * 1e12 : 0) - (quantity?.value ?? 0);
  return fitting.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}
