'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { EXPERIMENTS } from '#lib/client/experiment-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { useRequestId } from '#lib/client/use-request-id.ts';
import type {
  CreatedExperimentBody,
  CreateExperimentInput,
  ExperimentOptions,
} from '#lib/protocol/experiment-http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { CLAIMS } from '#lib/stats/analysis/analysis-rules.ts';
import { CLAIM_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { experimentHref } from '../experiment-words.ts';
import { ArmPicker } from './arm-picker.tsx';
import { Field, TextField } from './field.tsx';
import { learningWords } from './learning-words.ts';
import { ModelPicker } from './model-picker.tsx';
import { readPlanForm, startForm, withClaim, type PlanForm } from './plan-form.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { ScenarioPicker } from './scenario-picker.tsx';
import { usePreview } from './use-preview.ts';

interface Props {
  options: ExperimentOptions;
  asked: { preset: string | null; claim: string | null; model: string | null };
}

/** A plan field by field, beside what the lab says to it. */
export function BuilderPage({ options, asked }: Props) {
  const router = useRouter();
  const [form, setForm] = useState<PlanForm>(() => startForm(options, asked));
  const [busy, setBusy] = useState<'start' | 'freeze' | null>(null);
  const [failure, setFailure] = useState<ErrorInfo | null>(null);
  const requestId = useRequestId('plan');
  const claimName = useId();
  const set = (change: Partial<PlanForm>) => setForm((old) => ({ ...old, ...change }));
  const { input, faults } = readPlanForm(form);
  const { preview, isCurrent, error } = usePreview(input);
  const sentFaults = error?.fields ?? {};
  const about = (...fields: string[]) => ({
    problems: preview?.problems.filter(({ field }) => field !== null && fields.includes(field)) ?? [],
    fault: fields.map((field) => faults[field] ?? sentFaults[field]).find((each) => each !== undefined),
  });
  const plan = isCurrent ? (preview?.plan ?? null) : null;
  const create = (start: boolean) => {
    if (!input || !preview?.planHash) return;
    setBusy(start ? 'start' : 'freeze');
    setFailure(null);
    const body: CreateExperimentInput = {
      ...input,
      planHash: preview.planHash,
      start,
      requestId: requestId([input, preview.planHash, start]),
    };
    postJson<CreatedExperimentBody>(EXPERIMENTS.list, body)
      .then(({ experimentId }) => router.push(experimentHref(experimentId)))
      .catch((reason: unknown) => {
        setFailure(errorInfoOf(reason));
        setBusy(null);
      });
  };
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">New experiment</h1>
        <div className="flex flex-wrap gap-1.5">
          {options.presets.map(({ id, title }) => (
            <Button key={id} size="sm" onClick={() => setForm(startForm(options, { preset: id }))}>
              {title}
            </Button>
          ))}
        </div>
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel padded={false}>
          <Field title="Claim" hint={CLAIM_WORDS[form.claim].meaning} {...about('claim')}>
            <div className="flex flex-wrap gap-x-4 gap-y-1">
              {CLAIMS.map((claim) => (
                <label
                  key={claim}
                  className="flex items-center gap-1.5 text-sm"
                  title={CLAIM_WORDS[claim].meaning}
                >
                  <input
                    type="radio"
                    name={claimName}
                    checked={form.claim === claim}
                    onChange={() => setForm((old) => withClaim(old, claim, options))}
                    className="size-3.5 accent-accent"
                  />
                  {CLAIM_WORDS[claim].word}
                </label>
              ))}
            </div>
          </Field>
          {form.claim === 'pipeline' && (
            <Field
              title="Independent learnings"
              hint="Each is a run on a learning incident, with a session and a learning space of its own; its skill is tested on the incidents of its family. Fewer than five of a family say little of the next one."
              {...about('pipeline')}
            >
              <div className="flex flex-wrap items-end gap-x-3 gap-y-1">
                <TextField
                  label="Of each family"
                  value={form.distillations}
                  onChange={(distillations) => set({ distillations })}
                />
                {plan?.pipeline && (
                  <p className="pb-1.5 text-sm tabular-nums">{learningWords(plan.pipeline)}</p>
                )}
              </div>
            </Field>
          )}
          <Field
            title={`Incidents: ${form.scenarioIds.length} chosen`}
            hint="Where the skill should help (near, far) and where it may harm (twins with another cause, nothing to fix). More incidents beat more seeds."
            {...about('scenarioIds', 'classes')}
          >
            <ScenarioPicker
              scenarios={options.scenarios}
              chosen={form.scenarioIds}
              onChange={(scenarioIds) => set({ scenarioIds })}
              classOf={new Map(plan?.scenarios.map((scenario) => [scenario.scenarioId, scenario.class]))}
            />
          </Field>
          <Field
            title="Seeds"
            hint="How many, or which ones (3, 8, 11). Each incident is run once per seed and arm, in the same world for every arm."
            {...about('seeds')}
          >
            <TextField label="Seeds" value={form.seeds} onChange={(seeds) => set({ seeds })} />
          </Field>
          <Field
            title="Arms"
            hint="All get the same prompt, model and limits; only the skill differs. A placebo tells what the skill says from there being a skill at all."
            {...about('arms')}
          >
            <ArmPicker
              arms={form.arms}
              skills={options.skills}
              planned={plan?.arms ?? null}
              isPipeline={form.claim === 'pipeline'}
              onChange={(arms) => set({ arms })}
            />
          </Field>
          <Field title={form.claim === 'models' ? 'Models' : 'Model'} {...about('models')}>
            <ModelPicker
              options={options}
              several={form.claim === 'models'}
              chosen={form.models}
              name={`${claimName}-model`}
              onChange={(models) => set({ models })}
            />
          </Field>
          <Field
            title="Limits and budget"
            hint="Empty fields keep the lab’s own. Before each block the lab looks whether the budget still holds it; what does not fit is not begun."
            {...about('limits', 'budget', 'concurrency', 'maxAttempts')}
          >
            <div className="flex flex-wrap gap-3">
              <TextField
                label="Calls a run"
                value={form.maxCalls}
                placeholder={String(options.limits.maxCalls)}
                onChange={(maxCalls) => set({ maxCalls })}
              />
              <TextField
                label="Turns a run"
                value={form.maxTurns}
                placeholder={String(options.limits.maxTurns)}
                onChange={(maxTurns) => set({ maxTurns })}
              />
              <TextField
                label="Tokens in all"
                value={form.maxTokens}
                placeholder="no cap"
                onChange={(maxTokens) => set({ maxTokens })}
              />
              <TextField
                label="US dollars in all"
                value={form.maxCost}
                placeholder="no cap"
                onChange={(maxCost) => set({ maxCost })}
              />
              <TextField
                label="Blocks at a time"
                value={form.concurrency}
                placeholder={String(plan?.concurrency ?? '')}
                onChange={(concurrency) => set({ concurrency })}
              />
            </div>
          </Field>
          <Field title="Title and smallest size" {...about('title', 'exploratory')}>
            <TextField
              wide
              label="Title"
              value={form.title}
              placeholder={plan?.title ?? ''}
              onChange={(title) => set({ title })}
            />
            <label className="flex items-start gap-2 text-sm">
              <input
                type="checkbox"
                checked={form.exploratory}
                onChange={(event) => set({ exploratory: event.target.checked })}
                className="mt-0.5 size-3.5 accent-accent"
              />
              <span>
                Exploratory: run it although it is too small for a verdict
                <span className="block text-xs text-muted">Then only CAN’T TELL YET can come out.</span>
              </span>
            </label>
          </Field>
        </Panel>
        <PreviewPanel
          preview={preview}
          isCurrent={isCurrent}
          isReadable={input !== null}
          error={error}
          failure={failure}
          busy={busy}
          onCreate={create}
        />
      </div>
    </div>
  );
}
