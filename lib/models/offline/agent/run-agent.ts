import { diagnose } from '../incident/diagnose.ts';
import { type Facts, factsOf, latestStatus, TOOL } from '../incident/facts.ts';
import { DECISIVE, type Hypothesis, STRONG, WEAK } from '../incident/hypothesis.ts';
import { isWell, wasKilled } from '../incident/parse-status.ts';
import { trailFrom } from '../incident/trail.ts';
import type { Entry } from '../procedure/parse-entries.ts';
import { follow } from '../procedure/follow.ts';
import { call, type Reply, say, type WantedCall } from '../reply.ts';
import { argText } from '../transcript/tool-uses.ts';
import { sentence } from '../transcript/wording.ts';
import type { Ask } from '../wire/parse-request.ts';
import { exploreAgain, exploreCalm, exploreFar, exploreNear, exploreSettings, type Look } from './explore.ts';
import { reportCalm, reportCure, reportDefeat } from './final-message.ts';
import { frontOf } from './front.ts';
import { cureOf, interventionsOf, type Pending, pendingOf, refutedOf } from './interventions.ts';
import { type Mission, missionOf } from './mission.ts';
import { looksTroubled } from './leads.ts';
import { describeLastTurn } from './observations.ts';
import { furtherCalls, repairOf } from './repair.ts';
import { adviceIn, nextReading } from './skills.ts';
import { stemsOf } from '../transcript/words.ts';

/** Calls that a fix needs: write, restart, check, and putting it back. */
const RESERVE = 4;

const speak = (mission: Mission, front: string, next: string, calls: WantedCall[]): Reply => {
  const saw = describeLastTurn(mission, front);
  return {
    content: [saw === '' ? '' : sentence(saw), sentence(next)].filter((part) => part !== '').join(' '),
    calls,
  };
};

const namesOf = (calls: readonly WantedCall[]): string =>
  [...new Set(calls.map(({ args }) => argText(args, 'service_name')))].join(' and ');

function whyLook(mission: Mission, { reason, calls }: Look, front: string): string {
  const { pick } = mission;
  const names = namesOf(calls);
  switch (reason) {
    case 'start':
      return pick(
        'start',
        `I'll start with ${names}, where the symptom shows`,
        `First I look at ${names}, the service with the symptom`,
      );
    case 'log':
      return pick('log', `Its log should show which requests fail and why`, `Next, the log of ${names}`);
    case 'named':
      return pick(
        'named',
        `I'll check ${names} before I suspect anything`,
        `Let me see how ${names} ${calls.length > 1 ? 'are' : 'is'} doing`,
      );
    case 'inside':
      return pick('inside', `I'll read what ${names} logged itself`, `The log of ${names} may say more`);
    case 'why-slow':
      return `Before I touch a limit I want to know whether ${names} could be faster, so I read ${calls.length > 1 ? 'their' : 'its'} settings`;
    case 'settings':
      return pick(
        'settings',
        `Now I want to compare that with the settings of ${front}`,
        `Next, how ${front} is configured`,
      );
    case 'their-settings':
      return `The settings of ${front} do not explain it, so I read those of ${names}`;
    case 'behind':
      return `I'll follow the trail one service further, to ${names}`;
    case 'again':
      return `One look cannot tell whether that changes, so I look at ${names} once more`;
    case 'who-else':
      return 'I have seen everything that the logs name, so I ask which other services there are';
    case 'remaining':
      return `Nothing conclusive so far; I'll look at ${names} as well`;
  }
}

const idOf = ({ service, change }: Hypothesis): string => (change ? `${service}.${change.key}` : service);

const openHypotheses = (facts: Facts, front: string): Hypothesis[] => {
  const refuted = refutedOf(facts, front);
  return diagnose(facts, front).filter((one) => !refuted.has(idOf(one)));
};

/** Acts on the best explanation that is supported well enough and can still be tried. */
function act(mission: Mission, front: string, least: number): Reply | null {
  for (const hypothesis of openHypotheses(mission.facts, front)) {
    if (hypothesis.support < least) return null;
    const repair = repairOf(hypothesis, mission.facts);
    if (!repair) continue;
    const doubt = hypothesis.against.length > 0 ? `, although ${hypothesis.against[0] ?? ''}` : '';
    const next =
      repair.args['key'] === undefined
        ? `${hypothesis.claim}${doubt}. I'll restart ${hypothesis.service}`
        : `${hypothesis.claim}${doubt}. I'll set \`${argText(repair.args, 'key')}\` to ${argText(repair.args, 'value')}`;
    return speak(mission, front, next, [repair, ...furtherCalls(hypothesis)]);
  }
  return null;
}

function finishIntervention(mission: Mission, front: string, pending: Pending): Reply | null {
  if (pending.need === 'nothing') return null;
  const { service, write } = pending.intervention;
  const { pick } = mission;
  const status = [call(TOOL.status, { service_name: front })];
  switch (pending.need) {
    case 'restart':
      return speak(
        mission,
        front,
        pick(
          'restart',
          `${service} has to restart to load it`,
          `I restart ${service} so that it takes effect`,
        ),
        [call(TOOL.restart, { service_name: service }), ...(pending.intervention.reverts ? [] : status)],
      );
    case 'check':
      return speak(
        mission,
        front,
        pick('check', `Now I check whether that helped`, `Let me verify that ${front} recovers`),
        status,
      );
    case 'patience':
      return speak(mission, front, 'The failures are changing; I look again before I judge it', [
        ...status,
        // What heals slowly is given time.
        ...(pending.looks > 2 ? status : []),
      ]);
    case 'revert': {
      const old = write?.result.ok ? (write.result.from ?? null) : null;
      const refused = mission.facts.writes.some(
        ({ at, key, result }) => !result.ok && key === write?.key && at > (write?.at ?? 0),
      );
      if (!write || old === null || refused) return null;
      const args = { service_name: service, key: write.key, value: old };
      return speak(
        mission,
        front,
        `That did not help, so I put \`${write.key}\` back to ${old} and keep looking`,
        [
          call(TOOL.update, args),
          ...(write.result.ok && write.result.effect === 'restart'
            ? [call(TOOL.restart, { service_name: service })]
            : []),
        ],
      );
    }
  }
}

/** What a skill that was read tells to do here; null when none does (any more). */
function followAdvice(mission: Mission, front: string): Reply | null {
  if (interventionsOf(mission.facts).length > 0) return null;
  for (const entry of adviceIn(mission)) {
    const move = follow(entry, mission.facts, front);
    if (move.kind !== 'calls') continue;
    return speak(mission, front, `The skill's next step: ${move.step.replace(/[.;]$/, '')}`, move.calls);
  }
  return null;
}

const unfit = (entries: readonly Entry[], facts: Facts, front: string): string | null => {
  const move = entries[0] && follow(entries[0], facts, front);
  return move?.kind === 'abandon' ? move.reason : null;
};

/** Said in the turn in which advice that was read turns out not to fit; "" in every other. */
function whyNotAdvice(mission: Mission, front: string): string {
  const { facts, uses } = mission;
  if (interventionsOf(facts).length > 0) return '';
  const entries = adviceIn(mission);
  const reason = unfit(entries, facts, front);
  const before = uses.filter(({ turn, name }) => turn !== uses.at(-1)?.turn || name.startsWith('get_skill'));
  if (reason === null || (before.length < uses.length && unfit(entries, factsOf(before), front) !== null))
    return '';
  return `The skill does not fit here: ${reason}.`;
}

function explore(mission: Mission, front: string): Reply {
  const { facts, callsLeft } = mission;
  const stop = callsLeft <= RESERVE || mission.turnsLeft <= RESERVE;
  const look = (next: Look | null): Reply | null => {
    if (!next || stop) return null;
    const why = [whyNotAdvice(mission, front), whyLook(mission, next, front)].filter((part) => part !== '');
    return speak(mission, front, why.join(' '), next.calls.slice(0, Math.max(1, callsLeft - RESERVE)));
  };
  const report = latestStatus(facts, front);
  const killed = [...trailFrom(facts, front).keys()].some((name) => {
    const seen = latestStatus(facts, name);
    return seen !== undefined && wasKilled(seen);
  });
  const calm = report !== undefined && isWell(report) && !looksTroubled(facts, front) && !killed;
  if (calm && interventionsOf(facts).length === 0) {
    return (
      look(exploreNear(facts, front)) ?? look(exploreCalm(facts, front)) ?? say(reportCalm(mission, front))
    );
  }
  return (
    look(exploreNear(facts, front)) ??
    act(mission, front, stop ? WEAK : DECISIVE) ??
    look(exploreSettings(facts, front)) ??
    look(exploreAgain(facts, front)) ??
    act(mission, front, STRONG) ??
    look(exploreFar(facts, front)) ??
    act(mission, front, WEAK) ??
    say(reportDefeat(mission, front, stop ? 'my calls are used up' : 'nothing is left to look at'))
  );
}

const INCIDENT =
  /\d|incident|error|fail|slow|down|outage|broken|degrad|unhealthy|timeout|unavailable|alert|latency|investigat|diagnos|fix\b|crash|wrong/i;

/** One turn of the incident agent. */
export function runAgent(ask: Ask): Reply {
  const mission = missionOf(ask);
  const { facts, request, callsLeft, turnsLeft } = mission;
  if (mission.uses.length === 0 && (!INCIDENT.test(request) || stemsOf(request).size < 2)) {
    return say(
      'I look into incidents: tell me which service shows which symptom, and I will find the cause and fix it.',
    );
  }
  const front = frontOf(mission);
  if (cureOf(facts, front)) return say(reportCure(mission, front));
  if (callsLeft <= 0 || turnsLeft <= 1) return say(reportDefeat(mission, front, 'my calls are used up'));
  const finishing = finishIntervention(mission, front, pendingOf(facts, front));
  if (finishing) return finishing;
  const reading = callsLeft > RESERVE && interventionsOf(facts).length === 0 ? nextReading(mission) : null;
  if (reading) {
    const first = mission.uses.length === 0;
    return speak(
      mission,
      front,
      first ? `There is a skill that may cover this; I read it first` : `I read the file with the procedure`,
      [reading],
    );
  }
  return followAdvice(mission, front) ?? explore(mission, front);
}
