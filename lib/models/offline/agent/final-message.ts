import { diagnose } from '../incident/diagnose.ts';
import { factsOf, latestStatus, serviceOf } from '../incident/facts.ts';
import { changesOf, type Hypothesis } from '../incident/hypothesis.ts';
import { list } from '../transcript/wording.ts';
import { cureOf, type Intervention, refutedOf } from './interventions.ts';
import { leadsFrom } from './leads.ts';
import type { Mission } from './mission.ts';
import { describeStatus } from './observations.ts';

/** The explanation of a change, from what was known when it was made. */
function explanationOf(mission: Mission, { at, service, write }: Intervention): Hypothesis | undefined {
  const then = factsOf(mission.uses.slice(0, write?.at ?? at));
  return diagnose(then).find(
    (one) =>
      one.service === service && (write ? changesOf(one).some(({ key }) => key === write.key) : !one.change),
  );
}

/** Services that were looked at and are not part of the cause, each with what spoke against it. */
function ruledOut({ facts }: Mission, front: string, cause: Hypothesis | undefined): string[] {
  const parts = new Set([front, cause?.service, cause?.dependency]);
  return leadsFrom(facts, front)
    .map(({ service }) => service)
    .filter((name) => !parts.has(name))
    .flatMap((name) => {
      const report = latestStatus(facts, name);
      return report ? [describeStatus(report)] : [];
    });
}

function vainAttempts(mission: Mission, front: string): string {
  const refuted = [...refutedOf(mission.facts, front)];
  return refuted.length === 0
    ? ''
    : `Tried without effect and put back: ${list(refuted.map((one) => `\`${one}\``))}.`;
}

/** The report after the symptom went away. */
export function reportCure(mission: Mission, front: string): string {
  const { facts, pick } = mission;
  const cure = cureOf(facts, front);
  if (!cure) return '';
  const cause = explanationOf(mission, cure);
  const { write } = cure;
  const old = write?.result.ok ? (write.result.from ?? cause?.change?.from ?? 'its old value') : '';
  const claim =
    cause?.claim ??
    (write ? `\`${write.key}\` of ${write.service} was set to ${old}` : `${cure.service} needed a restart`);
  const restarted = write === null || (write.result.ok && write.result.effect !== 'now');
  const status = latestStatus(facts, front);
  const others = ruledOut(mission, front, cause);
  return [
    pick('resolved', 'Resolved.', 'The incident is resolved.', 'Fixed and verified.'),
    `Root cause: ${claim}.`,
    cause && cause.for.length > 1 ? `Evidence: ${cause.for.slice(1).join('; ')}.` : '',
    write
      ? `Fix: \`${write.key}\` of ${write.service} changed from ${old} to ${write.value}${restarted ? `, and ${write.service} restarted` : ''}.`
      : `Fix: ${cure.service} restarted.`,
    status ? `Verified: ${describeStatus(status)}.` : '',
    others.length > 0 ? `Ruled out: ${list(others)}; not on the path of the failing requests.` : '',
    vainAttempts(mission, front),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The report when the agent stops without a cure. */
export function reportDefeat(mission: Mission, front: string, why: string): string {
  const { facts } = mission;
  const status = latestStatus(facts, front);
  const best = diagnose(facts).find(({ support }) => support > 0);
  return [
    `I could not resolve this: ${why}.`,
    status ? `Now ${describeStatus(status)}.` : '',
    best ? `The most likely cause that I see: ${best.claim}.` : 'What I saw points to no setting.',
    vainAttempts(mission, front),
    `I looked at ${list([...facts.services.keys()]) || 'nothing'}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The report when nothing is wrong. */
export function reportCalm(mission: Mission, front: string): string {
  const report = latestStatus(mission.facts, front);
  const others = [...mission.facts.services.keys()].filter(
    (name) => name !== front && serviceOf(mission.facts, name)?.statuses.length,
  );
  return [
    `I found no incident: ${report ? describeStatus(report) : 'the services answer'}.`,
    others.length > 0 ? `${list(others)} ${others.length === 1 ? 'was' : 'were'} checked as well.` : '',
    'I changed nothing.',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
