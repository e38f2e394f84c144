import { overlap, stemsOf } from '../transcript/words.ts';
import { preferencesIn } from './preferences.ts';
import { closingText, readUses, type ShownMessage, type ShownTask, userTexts } from './read-transcript.ts';
import { storyOf } from './story.ts';

/** A stretch of the batch that serves one request. */
export interface Segment {
  /** The existing task that it continues; null for a new one. */
  task: ShownTask | null;
  description: string;
  messages: ShownMessage[];
  /** What the user said about the result, if anything. */
  feedback: 'good' | 'bad' | null;
}

const GOOD =
  /\b(?:thanks?|thank you|great|perfect|works? (?:now|again)|it works|solved|looks good|confirmed|well done)\b/i;
const BAD =
  /\b(?:still (?:failing|broken|not|down|returns?|see)|did(?: not|n't) (?:work|help)|does(?: not|n't) work|not fixed|wrong|worse|broke)\b/i;
const ASKS =
  /\?|\b(?:please|can you|could you|i need|we need|help|fix|diagnos\w*|investigat\w*|find|check|restore|resolve|create|write|add|make|show|tell|explain|update|change|set up|deploy|look into|list|summari[sz]e)\b|\b(?:error|errors|failing|down|slow|outage|broken|incident)\b/i;
const LONGEST = 240;

const feedbackIn = (text: string): Segment['feedback'] =>
  BAD.test(text) ? 'bad' : GOOD.test(text) ? 'good' : null;

/** The request in the user's own words, without what is only politeness or a lasting wish. */
function describe(text: string): string {
  const wishes = new Set(
    preferencesIn(text).length > 0
      ? text.split(/(?<=[.!?])\s+/).filter((part) => preferencesIn(part).length > 0)
      : [],
  );
  const parts = text.split(/(?<=[.!?])\s+/).filter((part) => !wishes.has(part));
  const kept: string[] = [];
  for (const part of parts) {
    if (kept.join(' ').length + part.length > LONGEST) break;
    kept.push(part);
  }
  const joined = kept.join(' ').trim() || text.slice(0, LONGEST).trim();
  return joined.replaceAll(/\s+/g, ' ').replace(/^(?:hi|hello|hey)[,.! ]+/i, '');
}

function existingTask(text: string, tasks: readonly ShownTask[]): ShownTask | null {
  const size = stemsOf(text).size;
  return tasks.find(({ description }) => size > 0 && overlap(text, description) >= size * 0.6) ?? null;
}

const open = (tasks: readonly ShownTask[]): ShownTask | null =>
  tasks.findLast(({ status }) => status !== 'success' && status !== 'failed') ?? tasks.at(-1) ?? null;

/** Cuts a batch at the user's requests; what comes before the first one goes on with the latest task. */
export function segmentsOf(messages: readonly ShownMessage[], tasks: readonly ShownTask[]): Segment[] {
  const said = new Map(userTexts(messages).map(({ id, text }) => [id, text]));
  const segments: Segment[] = [];
  for (const message of messages) {
    const text = said.get(message.id);
    const feedback = text === undefined ? null : feedbackIn(text);
    const current = segments.at(-1);
    const asks = text !== undefined && ASKS.test(text) && (feedback === null || text.length > 160);
    const onlyWish =
      text !== undefined &&
      preferencesIn(text).length > 0 &&
      describe(text) === text.slice(0, LONGEST).trim();
    if (text !== undefined && asks && !onlyWish) {
      const task = existingTask(text, tasks);
      segments.push({
        task,
        description: task?.description ?? describe(text),
        messages: [message],
        feedback: null,
      });
    } else if (current) {
      current.messages.push(message);
      if (feedback) current.feedback = feedback;
    } else {
      const task = open(tasks);
      if (task) segments.push({ task, description: task.description, messages: [message], feedback });
    }
  }
  return segments;
}

/** The agent speaks of itself, or of the outcome: "the gateway gave up before …" is a finding, not a surrender. */
const GAVE_UP =
  /\b(?:i|we)(?:'m| am| was| were| have| had)? (?:could not|couldn't|cannot|can't|unable|not able|failed|gave up|given up)\b|\b(?:not resolved|unresolved|not fixed)\b/i;
const DONE =
  /resolved|fixed|verified|healthy|done|created|updated|finished|completed|changed nothing|no incident/i;

/** The status that the segment shows its task to have. */
export function statusOf({ messages, feedback, description }: Segment): 'running' | 'success' | 'failed' {
  if (feedback === 'good') return 'success';
  if (feedback === 'bad') return 'failed';
  const closing = closingText(messages);
  if (closing === '') return 'running';
  const uses = readUses(messages);
  const { cure, facts, after } = storyOf(uses, description);
  if (cure) return 'success';
  if (GAVE_UP.test(closing)) return 'failed';
  // Something was changed, and the last look at the system did not show that it helped.
  if (facts.writes.length > 0 && after) return 'failed';
  return uses.length === 0 || DONE.test(closing) ? 'success' : 'running';
}
