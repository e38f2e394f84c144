import { roundUp, spell, spellingOf, showMs } from '../../transcript/quantity.ts';
import { stem, wordsOf } from '../../transcript/words.ts';
import { demandOf, failedAfter, median } from '../demand.ts';
import { dependenciesOf, type Facts, latestStatus, namesIn, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { answerLimitAffinity } from '../knobs.ts';
import type { Setting } from '../parse-config.ts';
import { isWell } from '../parse-status.ts';

/** A tail this close to a limit is cut off by it now and then: demand varies. */
export const NEAR = 0.8;
/** A new limit gets this multiple of the observed demand. */
const HEADROOM = 2;
/** Requests that fail within this share of the limit were not ended by it. */
const EARLY = 0.5;
/** Requests that fail so much later than a limit ran into another one. */
const LATE = 1.5;

export const timeLimitsOf = (service: ServiceFacts): Setting[] =>
  (service.settings ?? []).filter(
    ({ key, knobs, quantity }) =>
      knobs.includes('timeLimit') && quantity !== null && quantity.value > 0 && answerLimitAffinity(key) >= 0,
  );

/** A new value of a time limit for this demand, spelled as the setting is. */
export function limitFor(setting: Setting, ms: number, factor = HEADROOM): string {
  const spelling = spellingOf(setting.key, typeof setting.raw === 'boolean' ? '' : setting.raw);
  return spelling ? spell(roundUp(ms * factor), spelling) : String(roundUp(ms * factor));
}

/** Words of a service's name, with what people call such a service in a key. */
const wordsFor = (name: string): string[] =>
  wordsOf(name).filter((word) => !/^(?:api|svc|service|app|server|the)$/.test(word));

/** Whether the words of a key speak of this dependency (1), of another one (−3), or of none (0). */
function namedFor(facts: Facts, service: ServiceFacts, { key }: Setting, dependency: string): number {
  const words = new Set(wordsOf(key).map(stem));
  const speaksOf = (name: string) => wordsFor(name).some((word) => words.has(stem(word)));
  if (speaksOf(dependency)) return 1;
  return dependenciesOf(facts, service.name).some(speaksOf) ? -3 : 0;
}

function judge(facts: Facts, service: ServiceFacts, dependency: string, setting: Setting): Hypothesis | null {
  const demand = demandOf(facts, service.name, dependency);
  const limit = setting.quantity?.value ?? 0;
  if (!demand) return null;
  const lines = service.log ?? [];
  const about = lines.filter((line) => namesIn(facts, line, service.name).includes(dependency));
  const timeouts = lines.filter(({ signals, text }) => signals.includes('timeout') || /\b504\b/.test(text));
  const [own, other] = [latestStatus(facts, service.name), latestStatus(facts, dependency)];
  const lasted = median(failedAfter(facts, service.name, dependency));
  const reaches = demand.ms >= limit * NEAR;
  const evidence = weigh([
    reaches
      ? {
          weight: demand.ms >= limit ? 3.5 : 3,
          text: `${dependency} needs ${demand.evidence}, ${demand.ms >= limit ? 'more than' : 'close to'} the limit of ${showMs(limit)}`,
        }
      : { weight: -4, text: `${dependency} answers well within ${showMs(limit)} (${demand.evidence})` },
    about.some(({ signals }) => signals.includes('timeout')) && {
      weight: 2,
      text: `${service.name} logs timeouts of ${dependency}`,
    },
    !about.some(({ signals }) => signals.includes('timeout')) &&
      timeouts.length > 0 && { weight: 1, text: `${service.name} logs timeouts` },
    about.some(({ signals }) => signals.includes('slow')) && {
      weight: 1,
      text: `${service.name} finds ${dependency} slow`,
    },
    own !== undefined && !isWell(own) && { weight: 1, text: '' },
    other !== undefined &&
      (isWell(other)
        ? { weight: 0.5, text: `${dependency} itself reports ${other.health}` }
        : { weight: -7, text: `${dependency} is ${other.health}: waiting longer for it cures nothing` }),
    { weight: answerLimitAffinity(setting.key) + namedFor(facts, service, setting, dependency), text: '' },
    lasted !== null &&
      lasted >= limit * 0.85 &&
      lasted <= limit * 1.15 && {
        weight: 2,
        text: `failed requests last ${showMs(lasted)}, as long as the limit`,
      },
    lasted !== null &&
      lasted > limit * LATE && {
        weight: -4,
        text: `failed requests last ${showMs(lasted)}, longer than ${showMs(limit)}`,
      },
    lasted !== null &&
      lasted < limit * EARLY && {
        weight: -6,
        text: `failed requests end after ${showMs(lasted)}, far below the limit of ${showMs(limit)}`,
      },
    about.some(({ signals }) => signals.includes('refused')) && {
      weight: -2,
      text: `connections to ${dependency} are refused`,
    },
  ]);
  return {
    cause: 'limit-below-demand',
    service: service.name,
    dependency,
    change: { key: setting.key, from: String(setting.raw), to: limitFor(setting, demand.ms) },
    claim: `${service.name} stops waiting for ${dependency} after ${showMs(limit)} (\`${setting.key}\`), ${
      demand.ms >= limit ? `but ${dependency} needs longer` : `and ${dependency} comes too close to that`
    }: ${demand.evidence}`,
    ...evidence,
  };
}

/** A time limit below, or close to, what the service that is waited for needs. */
export function limitBelowDemand(facts: Facts): Hypothesis[] {
  return [...facts.services.values()].flatMap((service) => {
    const named = (service.log ?? []).flatMap((line) => namesIn(facts, line, service.name));
    const others = [...new Set([...dependenciesOf(facts, service.name), ...named])];
    return timeLimitsOf(service).flatMap((setting) =>
      others.flatMap((other) => judge(facts, service, other, setting) ?? []),
    );
  });
}
