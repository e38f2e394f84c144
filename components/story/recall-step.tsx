'use client';

import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScenarioCard } from '#lib/protocol/story.ts';
import { Incident } from './incident.tsx';
import { StoryStep } from './story-step.tsx';

interface Props {
  card: ScenarioCard;
  /** Something was learned that Act 2 can recall. */
  unlocked: boolean;
  withSkill: ReactNode;
  control: ReactNode;
}

/** Step 3: a new incident of the same kind, with the skill and, as its control, without. */
export function RecallStep({ card, unlocked, withSkill, control }: Props) {
  return (
    <StoryStep number={3} title="Act 2: recall">
      <Incident card={card} />
      {unlocked ? (
        <div className="flex flex-col gap-3">
          <Side title="With the skill" note="The agent may read what Act 1 taught.">
            {withSkill}
          </Side>
          <Side title="Without the skill" note="The control: same incident, same seed, no skill.">
            {control}
          </Side>
        </div>
      ) : (
        <p className="flex items-start gap-2 text-muted">
          <Lock aria-hidden size={14} className="mt-0.5 shrink-0" />
          Opens when Act 1 has taught a skill. It then runs twice: with the skill, and without it as a
          control.
        </p>
      )}
    </StoryStep>
  );
}

function Side({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-3">
      <div>
        <h3 className="font-medium">{title}</h3>
        <p className="text-xs text-muted">{note}</p>
      </div>
      {children}
    </div>
  );
}
