'use client';

import { BookOpen } from 'lucide-react';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { plural } from '#components/ui/format.ts';
import type { OfferedSkill } from '#lib/protocol/event-run.ts';
import { Gutter } from './gutter.tsx';

interface Props {
  text: string;
  skills: readonly OfferedSkill[];
  tools: readonly string[];
  open: boolean;
}

/** What the agent was given before the request: system prompt, tools, skills; folded until somebody asks. */
export function PromptRow({ text, skills, tools, open }: Props) {
  return (
    <div className="flex gap-2 px-3 py-1">
      <Gutter>system</Gutter>
      <details className="min-w-0 flex-1" open={open || undefined}>
        <summary className="leading-5 text-muted hover:text-text">
          System prompt, {plural(tools.length, 'tool')},{' '}
          {skills.length === 0 ? (
            'no skills offered'
          ) : (
            <span className="text-skill">{plural(skills.length, 'skill')} offered</span>
          )}
        </summary>
        <div className="flex flex-col gap-2 py-1.5">
          <CodeBlock label="system prompt" text={text} maxLines={16} />
          <p className="font-mono text-xs break-words text-muted">{tools.join(', ')}</p>
          {skills.length > 0 && (
            <ul className="flex flex-col gap-1">
              {skills.map((skill) => (
                <li key={skill.name} className="flex items-baseline gap-1.5">
                  <BookOpen aria-hidden size={12} className="shrink-0 translate-y-0.5 text-skill" />
                  <span className="min-w-0 break-words">
                    <span className="font-mono text-xs font-medium text-skill">{skill.name}</span>{' '}
                    <span className="text-muted">{skill.description}</span>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      </details>
    </div>
  );
}
