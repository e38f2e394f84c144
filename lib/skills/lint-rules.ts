/** What each rule of the lint is about, for a reader who asks why. Rules of the specification share one text. */
export const LINT_RULES = {
  specification: {
    title: 'Agent Skills specification',
    why: 'Agents other than this lab read skills in the format of the Agent Skills specification. What breaks it may make the skill unreadable to them; what goes against its advice costs context in every conversation that loads it.',
  },
  secret: {
    title: 'Something that looks like a secret',
    why: 'Skills are read by models, exported and shared. A credential in one reaches all of them. Remove it here, and renew it where it came from: a copy may have been read already.',
  },
  'answer-constant': {
    title: 'An answer of one case as a rule',
    why: 'A step that names the number, address or identifier that was right once repeats that answer where it is wrong. Say how the value follows from something that is observed, for instance “at least twice the p99 latency of the upstream”. A value in brackets or after “for instance” is taken as an example and not reported.',
  },
  'no-applicability': {
    title: 'Does not say when it applies',
    why: 'Skills that are followed where they do not apply are what makes a skill harmful. Name the signs that have to be seen before the steps are taken, in a line such as “When to Apply: …” or “Symptom: …”.',
  },
  'no-look-alikes': {
    title: 'Does not name its look-alikes',
    why: 'Cases with the same symptom and another cause are where a learned fix misleads most. Say what tells them apart, in a line such as “Look-alikes: Not when …”.',
  },
  undated: {
    title: 'Entry without a date',
    why: 'Systems change. A date tells a reader which of two entries is newer and how old a piece of advice is. Write it into the heading: “## Title (date: YYYY-MM-DD)”.',
  },
  duplicate: {
    title: 'The same entry twice',
    why: 'Two copies drift apart, and a reader who corrects one leaves the other. Merge them and keep the later date.',
  },
  'dead-link': {
    title: 'Link to a file that is not there',
    why: 'An agent that follows the link spends a call and finds nothing. Correct the path (it is relative to the file with the link) or remove the link.',
  },
  'description-vague': {
    title: 'Description that does not help to choose',
    why: 'Name and description are all that an agent sees before it opens a skill. They have to say what it is about and when to use it.',
  },
  'narrow-name': {
    title: 'Name of a single case',
    why: 'Many narrow skills crowd each other out: agents pick the wrong one. A skill is for a category, its entries are for the cases.',
  },
  'file-size': {
    title: 'Long file',
    why: 'A file is read as a whole. Beyond some thousand tokens it crowds out the work that it should help with. Split it by topic and keep each file’s name telling.',
  },
  'file-count': {
    title: 'Many files',
    why: 'The list of files is read before any of them. Beyond some dozens the right one is hard to pick; group them in folders or split the skill by category.',
  },
} as const;

export type LintRule = keyof typeof LINT_RULES;

/** The explanation of a rule's key; keys that are not listed come from the specification's validation. */
export const explainRule = (rule: string): { title: string; why: string } =>
  Object.entries(LINT_RULES).find(([key]) => key === rule)?.[1] ?? LINT_RULES.specification;
