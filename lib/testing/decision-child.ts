import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';
import { newDecisionSchema, type NewDecision } from '#lib/protocol/skill-standing.ts';
import { decideSkill } from '#lib/server/skills/decide-skill.ts';
import { openTestLab } from './open-test-lab.ts';

/**
 * A process to be killed: makes the given decisions about a skill over and over, each with its number as the reason, and prints that
 * number once the answer is there. Arguments: data folder, skill, and as JSON the lab's environment and the decisions.
 */
const [dataDir = '', skillId = '', env = '{}', decisions = '[]'] = process.argv.slice(2);
const inputs = z.array(newDecisionSchema).parse(JSON.parse(decisions));
await openTestLab(z.record(z.string(), z.string()).parse(JSON.parse(env)), dataDir);

/** What a former process left unfinished comes first, and a decision made meanwhile is refused. */
async function decide(input: NewDecision): Promise<void> {
  for (;;) {
    try {
      await decideSkill(skillId, input);
      return;
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'conflict') throw error;
      await delay(20);
    }
  }
}

for (let number = 1; ; number += 1) {
  const input = inputs[(number - 1) % inputs.length];
  if (!input) break;
  await decide({ ...input, reason: `No. ${number}` });
  process.stdout.write(`${number}\n`);
  await delay(1);
}
