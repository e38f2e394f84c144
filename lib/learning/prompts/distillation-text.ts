import { z } from 'zod';
import { redactSecrets } from '#lib/skills/find-secrets.ts';

const list = (items: readonly string[]): string => items.map((item) => `  - ${item}`).join('\n');
const text = z.string();

/** What the distiller reported, by the tool that it called, as the text that the skill learner reads. */
const REPORTS = {
  skip_learning: {
    kind: 'skipped',
    render: (args: unknown) => z.object({ reason: text.catch('not specified') }).parse(args).reason,
  },
  report_success_analysis: {
    kind: 'success',
    render: (args: unknown) => {
      const report = z
        .object({
          task_goal: text,
          approach: text,
          key_decisions: z.array(text),
          generalizable_pattern: text,
          applies_when: text,
        })
        .parse(args);
      return [
        '## Task Analysis (Success)',
        `**Goal:** ${report.task_goal}`,
        `**Approach:** ${report.approach}`,
        `**Key Decisions:**\n${list(report.key_decisions)}`,
        `**Generalizable Pattern:** ${report.generalizable_pattern}`,
        `**Applies When:** ${report.applies_when}`,
      ].join('\n');
    },
  },
  report_factual_content: {
    kind: 'factual',
    render: (args: unknown) => {
      const report = z.object({ task_goal: text.catch('N/A'), facts: z.array(text) }).parse(args);
      return [
        '## Factual Content',
        `**Context:** ${report.task_goal}`,
        `**Facts:**\n${list(report.facts)}`,
      ].join('\n');
    },
  },
  report_failure_analysis: {
    kind: 'failure',
    render: (args: unknown) => {
      const report = z
        .object({
          task_goal: text,
          failure_point: text,
          flawed_reasoning: text,
          what_should_have_been_done: text,
          prevention_principle: text,
          applies_when: text,
        })
        .parse(args);
      return [
        '## Task Analysis (Failure)',
        `**Goal:** ${report.task_goal}`,
        `**Failure Point:** ${report.failure_point}`,
        `**Flawed Reasoning:** ${report.flawed_reasoning}`,
        `**What Should Have Been Done:** ${report.what_should_have_been_done}`,
        `**Prevention Principle:** ${report.prevention_principle}`,
        `**Applies When:** ${report.applies_when}`,
      ].join('\n');
    },
  },
} as const;

export type DistillationKind = 'success' | 'factual' | 'failure' | 'preference' | 'skipped';

export interface Distillation {
  kind: DistillationKind;
  /** For `skipped`, the reason. */
  text: string;
}

const isReport = (name: string): name is keyof typeof REPORTS => Object.hasOwn(REPORTS, name);

/** Throws with a sentence for the trace when the call is none that was offered or lacks a field. */
export function readDistillation(
  call: { name: string; arguments: string } | undefined,
  offered: readonly string[],
): Distillation {
  if (!call) throw new Error('The distiller called no tool.');
  if (!isReport(call.name) || !offered.includes(call.name)) {
    throw new Error(`The distiller called '${call.name}', which was not offered.`);
  }
  const report = REPORTS[call.name];
  try {
    return { kind: report.kind, text: redactSecrets(report.render(JSON.parse(call.arguments))).text };
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const where = issue ? `: '${issue.path.join('.')}' ${issue.message}` : '';
    throw new Error(`The arguments of ${call.name} cannot be used${where}.`, { cause });
  }
}

/** Preferences need no distilling; they reach the learner in this form. */
export const renderPreferences = (preferences: readonly string[]): string =>
  redactSecrets(['## User Preferences Observed', ...preferences.map((line) => `- ${line}`)].join('\n')).text;
