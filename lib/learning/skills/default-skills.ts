/** Every space starts with these two. Their presence is no sign of learning. */
export const DEFAULT_SKILLS = [
  `---
name: "daily-logs"
description: "Keeps a log of what was done and what happened, one file per day. Use it when something of the day is worth recording or when the user's memory is read or edited."
---

# Daily logs

A diary of activity, so that later work can see what happened when.

## File Structure
- \`yyyy-mm-dd.md\`: one file per day.

## Guidelines
- The heading of a file is its date: \`# yyyy-mm-dd\`.
- One \`## <What it was about>\` entry per activity, one to three sentences each.
- Third person, past tense. Add to the day's file; do not rewrite earlier entries.
`,
  `---
name: "user-general-facts"
description: "Holds general facts about the user by topic: preferences, background, constraints. Use it when a lasting fact about the user becomes known or is needed."
---

# User general facts

What is known about the user, kept so that it need not be asked again.

## File Structure
- \`[TOPIC].md\`: one file per topic, in kebab-case (\`communication.md\`, \`tools.md\`).

## Guidelines
- One bullet per fact, third person, with the date on which it was learned.
- Replace a fact that has changed; do not keep the stale one beside it.
- Only what the user said or plainly showed. No passwords, keys or tokens.
`,
] as const;
