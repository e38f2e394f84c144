import { cureOf, type Intervention, refutedOf } from '../agent/interventions.ts';
import { frontFor } from '../agent/front.ts';
import { leadsFrom } from '../agent/leads.ts';
import { diagnose } from '../incident/diagnose.ts';
import { type Facts, factsOf, latestStatus, serviceOf } from '../incident/facts.ts';
import { type CauseKind, changesOf, type Hypothesis } from '../incident/hypothesis.ts';
import { knobsOf } from '../incident/knobs.ts';
import type { StatusReport } from '../incident/parse-status.ts';
import { quantityOf } from '../transcript/quantity.ts';
import type { ToolUse } from '../transcript/tool-uses.ts';

/** What a finished incident was, read from its calls and their results alone. */
export interface Story {
  facts: Facts;
  front: string;
  /** The service where the errors begin: the one with the fault, or the one that its fault brings down. */
  origin: string;
  before: StatusReport | undefined;
  after: StatusReport | undefined;
  cure: Intervention | null;
  /** The general correlation that explains the cure; null when none does. */
  cause: CauseKind | null;
  explanation: Hypothesis | undefined;
  upstream: string | null;
  /** Services that were looked into and had nothing to do with it. */
  deadEnds: string[];
  /** Changes that did not help. */
  vain: string[];
  /** New value of the changed setting as a multiple of the upstream's p99; null when it is no time. */
  factor: number | null;
}

/** Results may be cut off before the decisive line: the answer to the write still says what it was. */
function withWrittenSetting(facts: Facts, cure: Intervention | null): Facts {
  const write = cure?.write;
  const service = write && facts.services.get(write.service);
  if (!write?.result.ok || !service || write.result.from === null) return facts;
  if (service.settings?.some(({ key }) => key === write.key)) return facts;
  const raw = write.result.from;
  const setting = { key: write.key, raw, knobs: knobsOf(write.key), quantity: quantityOf(write.key, raw) };
  const services = new Map(facts.services);
  services.set(service.name, { ...service, settings: [...(service.settings ?? []), setting] });
  return { ...facts, services };
}

function explain(facts: Facts, { write, service }: Intervention): Hypothesis | undefined {
  const fitting = diagnose(facts).filter(
    (one) =>
      one.service === service &&
      (write ? changesOf(one).some(({ key }) => key === write.key) : one.change === null),
  );
  return fitting.find(({ support }) => support > 0);
}

/** Reads the story of an incident from its calls. */
export function storyOf(uses: readonly ToolUse[], request: string): Story {
  const facts = factsOf(uses);
  const front = frontFor(facts, request, []);
  const cure = cureOf(facts, front);
  const then = cure ? factsOf(uses.slice(0, cure.write?.at ?? cure.at)) : facts;
  const explanation = cure ? explain(withWrittenSetting(then, cure), cure) : undefined;
  const upstream = explanation?.dependency ?? null;
  const onPath = new Set([front, upstream, cure?.service]);
  const looked = leadsFrom(then, front).map(({ service }) => service);
  const tailMs = upstream === null ? null : (latestStatus(facts, upstream)?.tailLatencyMs ?? null);
  const reached = cure?.write ? quantityOf(cure.write.key, cure.write.value) : null;
  return {
    facts,
    front,
    origin: explanation?.service ?? cure?.service ?? front,
    before: serviceOf(facts, front)?.statuses[0]?.report,
    after: latestStatus(facts, front),
    cure,
    cause: explanation?.cause ?? null,
    explanation,
    upstream,
    deadEnds: looked.filter((name) => !onPath.has(name) && facts.services.has(name)),
    vain: [...refutedOf(facts, front)],
    factor: reached?.dimension === 'time' && tailMs !== null && tailMs > 0 ? reached.value / tailMs : null,
  };
}
