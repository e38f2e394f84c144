'use client';

import { useId, useState, type FormEvent } from 'react';
import { VERDICT_LOOK } from '#components/experiments/experiment-words.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { DecisionAction, NewDecisionInput, SkillDecisionsBody } from '#lib/protocol/skill-standing.ts';
import { evidenceOf, whyOverride } from './prepare-decision.ts';
import { ACTION_WORDS } from './standing-look.ts';

interface Props {
  body: SkillDecisionsBody;
  version: { versionId: string; number: number };
  action: DecisionAction;
  onDecided: (body: SkillDecisionsBody) => void;
  onClose: () => void;
}

const FIELD = 'w-full min-w-0 rounded-md border border-line bg-panel px-2 py-1 text-sm text-text';

/** A decision about one version: the experiment that it rests on, the reason, and what happens besides. */
export function DecideForm({ body, version, action, onDecided, onClose }: Props) {
  const id = useId();
  const choices = evidenceOf(body, version.versionId);
  const [experimentId, chooseExperiment] = useState(choices[0]?.experimentId ?? '');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [override, setOverride] = useState(false);
  const [writeBack, setWriteBack] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const chosen = choices.find((each) => each.experimentId === experimentId);
  const missing = whyOverride(action, chosen, version.number);
  const publishes = action === 'publish' || action === 'roll_back';
  const mayDecide = reason.trim().length >= 3 && (missing === null || override);

  const decide = async () => {
    if (!mayDecide) return;
    setBusy(true);
    setError(null);
    const decision: NewDecisionInput = {
      action,
      // Not the id: content that came back by a roll-back is two versions of one id.
      version: `${version.number}`,
      reason,
      override: missing !== null && override,
      writeBack: publishes && writeBack,
      after: body.decisions[0]?.decisionId ?? null,
      ...(by.trim() && { by }),
      ...(chosen && { experimentId }),
    };
    try {
      onDecided(await postJson<SkillDecisionsBody>(API.skillDecisions(body.skillId), decision));
    } catch (problem) {
      setError(errorInfoOf(problem));
      setBusy(false);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void decide();
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-2 rounded-md border border-line bg-raised p-2.5">
      <h3 className="text-sm font-medium">
        {action === 'roll_back'
          ? `Roll back to v${version.number}`
          : `${ACTION_WORDS[action].verb} v${version.number}`}
      </h3>
      <label className="flex flex-col gap-1 text-xs text-muted">
        Rests on
        <select
          value={experimentId}
          onChange={(event) => chooseExperiment(event.target.value)}
          className={FIELD}
        >
          {choices.map((each) => (
            <option key={each.experimentId} value={each.experimentId}>
              {VERDICT_LOOK[each.verdict].title}: {each.title}
            </option>
          ))}
          <option value="">no experiment</option>
        </select>
      </label>
      {chosen && <p className="text-xs text-muted">{chosen.sentence}</p>}
      {chosen?.simulated && <SimulatedNote />}
      {missing !== null && (
        <div className="flex flex-col gap-1 text-xs">
          <p id={`${id}-missing`} className="text-warn">
            {missing}
          </p>
          <label className="flex items-start gap-1.5">
            <input
              type="checkbox"
              checked={override}
              aria-describedby={`${id}-missing`}
              onChange={(event) => setOverride(event.target.checked)}
              className="mt-0.5"
            />
            Publish it all the same; the history and every export will say so
          </label>
        </div>
      )}
      <label className="flex flex-col gap-1 text-xs text-muted">
        Reason (kept, and exported with the skill)
        <textarea
          value={reason}
          required
          minLength={3}
          maxLength={1000}
          rows={2}
          onChange={(event) => setReason(event.target.value)}
          className={FIELD}
        />
      </label>
      <label className="flex flex-col gap-1 text-xs text-muted">
        Who (optional)
        <input value={by} maxLength={80} onChange={(event) => setBy(event.target.value)} className={FIELD} />
      </label>
      {publishes && <WriteBack space={body.space} checked={writeBack} onChange={setWriteBack} />}
      {error && <ErrorNotice error={error}>No decision was kept.</ErrorNotice>}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" busy={busy} disabled={!mayDecide}>
          {ACTION_WORDS[action].verb}
        </Button>
      </div>
    </form>
  );
}

function WriteBack({
  space: { server, isRemote, whyNot },
  checked,
  onChange,
}: {
  space: SkillDecisionsBody['space'];
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <div className="flex flex-col gap-1 text-xs">
      <label className="flex items-start gap-1.5">
        <input
          type="checkbox"
          checked={checked}
          disabled={whyNot !== null}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-0.5"
        />
        Also write its content into the learning space at {server}
      </label>
      <p className="text-muted">
        {whyNot ??
          `The next run and the next learning then begin from it. What stands there now is kept as a version first.${
            isRemote
              ? ' Acontext changes one file at a time: all is read back, and put back as it was if anything differs; its list keeps the skill’s former description.'
              : ''
          }`}
      </p>
    </div>
  );
}
