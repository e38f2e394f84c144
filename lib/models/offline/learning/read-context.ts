import { readBullets } from './read-transcript.ts';

/** One thing that the skill learner shall keep. */
export type Context =
  | {
      kind: 'success';
      goal: string;
      approach: string;
      decisions: string[];
      pattern: string;
      applies: string;
      date: string;
    }
  | {
      kind: 'failure';
      goal: string;
      point: string;
      reasoning: string;
      instead: string;
      prevention: string;
      applies: string;
      date: string;
    }
  | { kind: 'factual'; goal: string; facts: string[]; date: string }
  | { kind: 'preferences'; facts: string[]; date: string };

/** The value of a `**Label:** …` field; it may go on over several lines. */
const field = (text: string, label: string): string =>
  new RegExp(`\\*\\*${label}:?\\*\\*:?\\s*([\\s\\S]*?)(?=\\n\\*\\*[A-Z]|\\n#|$)`, 'i')
    .exec(text)?.[1]
    ?.trim() ?? '';

function parseContext(text: string, fallbackDate: string): Context | null {
  const date = /\(date: (\d{4}-\d{2}-\d{2})\)/.exec(text.split('\n')[0] ?? '')?.[1] ?? fallbackDate;
  const goal = field(text, 'Goal') || field(text, 'Context');
  if (/Task Analysis \(Success\)/i.test(text)) {
    return {
      kind: 'success',
      goal,
      approach: field(text, 'Approach'),
      decisions: readBullets(field(text, 'Key Decisions')),
      pattern: field(text, 'Generalizable Pattern'),
      applies: field(text, 'Applies When'),
      date,
    };
  }
  if (/Task Analysis \(Failure\)/i.test(text)) {
    return {
      kind: 'failure',
      goal,
      point: field(text, 'Failure Point'),
      reasoning: field(text, 'Flawed Reasoning'),
      instead: field(text, 'What Should Have Been Done'),
      prevention: field(text, 'Prevention Principle'),
      applies: field(text, 'Applies When'),
      date,
    };
  }
  if (/Factual Content/i.test(text))
    return { kind: 'factual', goal, facts: readBullets(field(text, 'Facts')), date };
  if (/User Preferences Observed/i.test(text)) return { kind: 'preferences', facts: readBullets(text), date };
  return null;
}

const HEADS =
  /^(?=(?:## (?:Task Analysis|Factual Content|User Preferences Observed)|### Pending Context|## Available Skills))/m;

/** Today's date as the input states it. */
const dateIn = (text: string): string => /Today'?s date:\s*(\d{4}-\d{2}-\d{2})/i.exec(text)?.[1] ?? '';

/** All contexts of the learner's user messages, in order; a pending one brings its heading's date. */
export function contextsIn(texts: readonly string[]): Context[] {
  const today = dateIn(texts.join('\n'));
  return texts.flatMap((text) => {
    let dated = today;
    return text.split(HEADS).flatMap((piece) => {
      if (piece.startsWith('### Pending Context')) {
        dated = /\(date: (\d{4}-\d{2}-\d{2})\)/.exec(piece.split('\n')[0] ?? '')?.[1] ?? today;
      }
      const context = piece.startsWith('## Available') ? null : parseContext(piece, dated);
      return context ?? [];
    });
  });
}

/** `- **name**: description` lines of the latest list of skills. */
export function availableSkills(texts: readonly string[]): { name: string; description: string }[] {
  const latest = texts.findLast((text) => /## Available Skills/i.test(text)) ?? '';
  const list = latest.split(/## Available Skills/i).at(-1) ?? '';
  return [...list.matchAll(/^- \*\*(.+?)\*\*: ?(.*)$/gm)].map((match) => ({
    name: match[1] ?? '',
    description: match[2] ?? '',
  }));
}
