'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { nameFamily } from '#lib/protocol/family-names.ts';
import type { PlannedArm } from '#lib/protocol/experiment-plan.ts';
import type { Arm } from '#lib/protocol/run-plan.ts';
import { ARM_LOOK, ARM_ORDER } from '../arm-look.ts';
import { ArmMark } from '../arm-mark.tsx';
import type { FormArm } from './plan-form.ts';

interface Props {
  arms: readonly FormArm[];
  skills: ExperimentOptions['skills'];
  /** The arms as the lab would freeze them, in the same order; null while that is not known. */
  planned: readonly PlannedArm[] | null;
  /** Its learned arm is given what the experiment's own learnings write. */
  isPipeline: boolean;
  onChange: (arms: readonly FormArm[]) => void;
}

/** What an arm is given when nothing is chosen by hand. */
const DEFAULT_CHOICE: Record<Arm, string> = {
  none: '',
  learned: 'The newest version of each skill of the story',
  placebo: 'Chosen by length',
  reference: 'Written by hand, comes with the lab',
  previous: 'The version before the learned one',
};
const PUBLISHED_CHOICE = {
  learned: 'The published version of each of them',
  previous: 'The published version, where it is another',
};

const choiceOf = (value: string): Omit<FormArm, 'key' | 'arm'> =>
  value === 'published' ? { versionIds: null, pick: value } : { versionIds: value === '' ? null : [value] };

/** What each arm is given; the lab's own choice is said with its reason. */
export function ArmPicker({ arms, skills, planned, isPipeline, onChange }: Props) {
  const change = (key: number, to: Omit<FormArm, 'key' | 'arm'>) =>
    onChange(arms.map((arm) => (arm.key === key ? { key, arm: arm.arm, ...to } : arm)));
  const add = (arm: Arm) =>
    onChange([...arms, { key: Math.max(-1, ...arms.map(({ key }) => key)) + 1, arm, versionIds: null }]);
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {arms.map((arm, index) => {
          const { key, versionIds } = arm;
          const frozen = planned?.[index] ?? null;
          return (
            <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2.5 py-1.5 text-sm">
              <span className="w-24">
                <ArmMark look={ARM_LOOK[arm.arm]} />
              </span>
              {arm.arm === 'none' ? (
                <span className="text-muted">{ARM_LOOK.none.meaning}</span>
              ) : (
                <label className="flex min-w-0 flex-1 basis-52 items-center gap-2">
                  <span className="sr-only">Skill version of {ARM_LOOK[arm.arm].word}</span>
                  <select
                    value={versionIds?.[0] ?? arm.pick ?? ''}
                    onChange={(event) => change(key, choiceOf(event.target.value))}
                    className="h-7 max-w-full min-w-0 rounded-md border border-line bg-panel px-1.5 text-xs"
                  >
                    <option value="">
                      {isPipeline && arm.arm === 'learned'
                        ? 'What each learning writes'
                        : DEFAULT_CHOICE[arm.arm]}
                    </option>
                    {(arm.arm === 'learned' || arm.arm === 'previous') && !isPipeline && (
                      <option value="published">{PUBLISHED_CHOICE[arm.arm]}</option>
                    )}
                    <Versions skills={skills.filter(({ experimentId }) => experimentId === null)} />
                    {skills.some(({ experimentId }) => experimentId !== null) && (
                      <optgroup label="Written by learnings of experiments">
                        <Versions skills={skills.filter(({ experimentId }) => experimentId !== null)} />
                      </optgroup>
                    )}
                  </select>
                </label>
              )}
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Leave out the arm ${ARM_LOOK[arm.arm].word}`}
                icon={<X aria-hidden size={13} />}
                className="ml-auto"
                onClick={() => onChange(arms.filter((each) => each.key !== key))}
              />
              {frozen?.arm === arm.arm && (frozen.note || frozen.skills.length > 0) && (
                <p className="basis-full text-xs text-muted">
                  {frozen.skills.map(({ name, number }) => `${name} v${number}`).join(', ')}
                  {frozen.skills.length > 0 && frozen.note ? ': ' : ''}
                  {frozen.note}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap gap-1.5">
        {ARM_ORDER.map((arm) => (
          <Button
            key={arm}
            size="sm"
            title={ARM_LOOK[arm].meaning}
            icon={<Plus aria-hidden size={13} />}
            disabled={arms.length >= 8}
            onClick={() => add(arm)}
          >
            {ARM_LOOK[arm].word}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Versions({ skills }: { skills: ExperimentOptions['skills'] }) {
  return skills.map(({ versionId, skillId, name, number, length, family, live, standing }) => (
    <option key={`${skillId} ${versionId}`} value={versionId}>
      {name} v{number}, {length} characters{family ? `, ${nameFamily(family)}` : ''}
      {standing === 'draft' ? '' : `, ${standing}`}
      {live ? '' : ', not live'}
    </option>
  ));
}
