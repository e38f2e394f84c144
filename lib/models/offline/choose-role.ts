import { isIncidentAgent } from './agent/mission.ts';
import { runAgent } from './agent/run-agent.ts';
import { runDistiller } from './learning/distiller.ts';
import { runSkillLearner } from './learning/skill-learner.ts';
import { runTaskAgent } from './learning/task-agent.ts';
import { type Reply, say } from './reply.ts';
import { clip } from './transcript/clip.ts';
import type { Ask, AskedMessage } from './wire/parse-request.ts';

interface Role {
  recognises: (offered: ReadonlySet<string>, ask: Ask) => boolean;
  answer: (ask: Ask) => Reply;
}

/** What the model is asked to be shows in the tools that it is offered. */
const ROLES: readonly Role[] = [
  { recognises: (offered) => offered.has('insert_task') && offered.has('update_task'), answer: runTaskAgent },
  {
    recognises: (offered) => offered.has('report_success_analysis') || offered.has('report_failure_analysis'),
    answer: runDistiller,
  },
  {
    recognises: (offered) => offered.has('create_skill') && offered.has('str_replace_skill_file'),
    answer: runSkillLearner,
  },
  { recognises: (_, ask) => isIncidentAgent(ask), answer: runAgent },
];

/** The answer to a request: a pure function of it. */
export function reply(ask: Ask): Reply {
  const offered = new Set(ask.tools.map(({ name }) => name));
  const role = ROLES.find(({ recognises }) => recognises(offered, ask));
  const read: AskedMessage[] = [];
  for (const message of ask.messages) read.push({ ...message, text: clip(message.text) });
  return (
    role?.answer({ ...ask, messages: read }) ??
    say(
      'This is the offline model of the lab: a rule-based stand-in for a language model. It works on incidents with the ' +
        'five DevOps tools and on the three learning tasks; without these tools there is nothing that it can do.',
    )
  );
}
