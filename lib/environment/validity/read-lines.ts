import type { WorldPlan } from '../model/world-plan.ts';
import type { Session } from '../session.ts';
import { describeStatus } from '../tools/describe.ts';
import { writeLogs } from '../tools/write-logs.ts';

/** What a service shows when the incident is handed over. */
export interface ServiceLines {
  service: string;
  logs: { text: string; unrelated: boolean }[];
  status: string[];
}

export function readLines(plan: WorldPlan, session: Session): ServiceLines[] {
  return plan.services.map((planned) => ({
    service: planned.service.name,
    logs: writeLogs(plan, planned, session.history),
    status: describeStatus(plan, session, planned).split('\n'),
  }));
}

/** Whether a line has a word or a number as such, not as a part of another. */
export function says(line: string, word: string): boolean {
  let from = line.indexOf(word);
  while (from >= 0) {
    const around = `${line[from - 1] ?? ' '}${line[from + word.length] ?? ' '}`;
    if (!/[\w-]/.test(around)) return true;
    from = line.indexOf(word, from + 1);
  }
  return false;
}
