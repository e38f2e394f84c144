/** One piece of advice in a skill file: when it applies, when it does not, and what to do. */
export interface Entry {
  title: string;
  /** Everything that says what the entry is about and when it applies. */
  when: string;
  /** Sentences that name look-alikes or exceptions. */
  unless: string[];
  steps: string[];
}

const STEPS = /^(?:\d+[.)]|- \[[ x]\]|step \d+[:.])\s+(.*)$/i;
const LABEL = /^(?:[-*]\s+)?(?:#{3,5}\s+)?\*{0,2}([A-Z][\w' /-]{2,48}?)\*{0,2}\s*(?::\*{0,2}|$)\s*(.*)$/;
const ABOUT_STEPS = /steps?|procedure|resolution|approach|how to|fix/i;
const ABOUT_LIMITS = /not|look.?alike|avoid|unless|except|caution|differ|tell/i;
const EXCEPTION = /\b(?:not|never|unless|except|instead|look.?alike)\b/i;

export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.;!?])\s+(?=[A-Z"`(])|;\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Joins lines that only wrap the line before them. */
function unwrap(text: string): string[] {
  const lines: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const last = lines.at(-1);
    const begins = line === '' || STEPS.test(line) || /^(?:[-*#]|\*\*)/.test(line) || LABEL.test(line);
    if (!begins && last !== undefined && last !== '' && !last.startsWith('#')) {
      lines[lines.length - 1] = `${last} ${line}`;
    } else {
      lines.push(line);
    }
  }
  return lines.filter((line) => line !== '');
}

function parseEntry(title: string, body: string): Entry {
  const about: string[] = [title];
  const unless: string[] = [];
  const steps: string[] = [];
  let label = '';
  for (const line of unwrap(body)) {
    const step = STEPS.exec(line)?.[1];
    if (step !== undefined && !(ABOUT_LIMITS.test(label) && !ABOUT_STEPS.test(label))) {
      steps.push(step.replaceAll('**', ''));
      continue;
    }
    const labelled = LABEL.exec(line);
    if (labelled) label = labelled[1] ?? '';
    const text = (labelled ? (labelled[2] ?? '') : line.replace(/^[-*]\s+/, '')).replaceAll('**', '');
    const limits = ABOUT_LIMITS.test(label) && !/apply|applies/i.test(label.replace(/not.*/i, ''));
    for (const part of sentencesOf(text)) {
      if (limits || EXCEPTION.test(part)) unless.push(part);
      else about.push(part);
    }
  }
  return { title, when: about.join(' '), unless, steps };
}

/** The pieces of advice in a skill file that have steps; its front matter is not one. */
export function parseEntries(file: string): Entry[] {
  const text = file.replace(/^\s*---\n[\s\S]*?\n---\n/, '');
  const sections = text.split(/^## +/m);
  const [head = '', ...rest] = sections;
  const parts = rest.map((section): [string, string] => {
    const end = section.indexOf('\n');
    return end < 0 ? [section, ''] : [section.slice(0, end), section.slice(end + 1)];
  });
  const isPart = ([title]: [string, string]) =>
    /^(?:steps?|procedure|resolution|when\b|principle|symptoms?)/i.test(title.trim());
  if (parts.some(isPart)) {
    const title = /^# +(.*)$/m.exec(head)?.[1] ?? '';
    const body = parts.map(([name, section]) => `### ${name.trim()}:\n${section}`).join('\n');
    return [parseEntry(title, `${head.replace(/^# .*$/m, '')}\n${body}`)].filter(
      ({ steps }) => steps.length > 0,
    );
  }
  const whole: [string, string][] = parts.length > 0 ? parts : [[/^# +(.*)$/m.exec(head)?.[1] ?? '', head]];
  return whole.map(([title, body]) => parseEntry(title.trim(), body)).filter(({ steps }) => steps.length > 0);
}
