'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { ScenarioPreview, ScenarioTopology } from '#lib/protocol/scenario.ts';
import { CLASS_WORDS } from '../scenario-words.ts';
import { withScalar, withValue } from './edit-text.ts';
import { readForm, readTyped, type FormField } from './form-fields.ts';
import { FormInput } from './form-input.tsx';
import { PatternForm } from './pattern-form.tsx';
import { PATTERNS } from './patterns.ts';

interface Props {
  text: string;
  topologies: readonly ScenarioTopology[];
  settings: ScenarioPreview['settings'];
  /** The id stays once the scenario is saved. */
  idFixed: boolean;
  onChange: (text: string) => void;
}

const HERRINGS = [
  ['unrelated_errors', 'unrelated errors'],
  ['recent_change', 'a recent change'],
  ['alarming_value', 'an alarming value'],
] as const;

/** The common parts of the file as fields. A view of the text: it reads from it and writes into it, comments stay. */
export function ScenarioForm({ text, topologies, settings, idFixed, onChange }: Props) {
  const form = readForm(text);
  if (!form) {
    return (
      <p role="status" className="p-3 text-sm text-warn">
        The text cannot be read as YAML, so there is nothing to fill in yet. Solve its problems first.
      </p>
    );
  }
  const services = Object.keys(settings);
  const set = (field: FormField, typed: string) => {
    const next = withScalar(text, field.path, readTyped(typed, field.value));
    if (next !== null) onChange(next);
  };
  const setText = (field: FormField, typed: string) => {
    const next = withScalar(text, field.path, typed);
    if (next !== null) onChange(next);
  };
  const replace = (path: string[], value: unknown) => {
    const next = withValue(text, path, value);
    if (next !== null) onChange(next);
  };
  const say = ({ value }: FormField): string => (value === undefined ? '' : String(value));
  const herrings = form.redHerrings.map(({ service, is, detail }) => ({
    service: say(service),
    is: say(is),
    detail: say(detail),
  }));
  const { root } = form;
  return (
    <div className="flex flex-col gap-3 p-3">
      <div className="grid gap-2 sm:grid-cols-2">
        <FormInput
          label="Id"
          value={say(form.id)}
          mono
          disabled={idFixed}
          onChange={(typed) => setText(form.id, typed)}
        />
        <FormInput
          label="Topology"
          value={say(form.extends)}
          options={topologies.map(({ topologyId }) => topologyId)}
          mono
          onChange={(typed) => set(form.extends, typed)}
        />
        <FormInput
          label="Family"
          value={say(form.family)}
          options={PATTERNS.map(({ family }) => family)}
          mono
          onChange={(typed) => set(form.family, typed)}
        />
        <FormInput
          label="Class"
          value={say(form.class)}
          choices={[
            ['', 'none'],
            ...Object.entries(CLASS_WORDS).map(([id, { word }]) => [id, word] as const),
          ]}
          onChange={(typed) => set(form.class, typed)}
        />
      </div>
      <FormInput label="Title" value={say(form.title)} onChange={(typed) => setText(form.title, typed)} />
      <FormInput
        label="Summary, does not tell the answer"
        value={say(form.summary)}
        onChange={(typed) => setText(form.summary, typed)}
      />
      <FormInput
        label="Request to whoever is on call"
        rows={3}
        value={say(form.request)}
        hint="{error} becomes the share of requests that fail at the start."
        onChange={(typed) => setText(form.request, typed)}
      />
      {root ? (
        <fieldset className="grid gap-2 rounded-md border border-line p-3 sm:grid-cols-2">
          <legend className="px-1 text-xs font-semibold">
            Root cause: {root.rule.replaceAll('_', ' ') || 'written in the text'}
          </legend>
          <FormInput
            label="Service"
            value={say(root.service)}
            options={services}
            mono
            onChange={(typed) => setText(root.service, typed)}
          />
          <FormInput
            label="Key"
            value={say(root.key)}
            options={Object.keys(settings[say(root.service)] ?? {})}
            mono
            onChange={(typed) => setText(root.key, typed)}
          />
          <FormInput
            label="Wrong value"
            value={root.wrong ? say(root.wrong) : ''}
            disabled={!root.wrong}
            {...(!root.wrong && { hint: 'Written in another way: see the text.' })}
            mono
            onChange={(typed) => root.wrong && set(root.wrong, typed)}
          />
          <FormInput
            label="A right value"
            value={root.right ? say(root.right) : ''}
            disabled={!root.right}
            {...(!root.right && { hint: 'Written in another way: see the text.' })}
            mono
            onChange={(typed) => root.right && set(root.right, typed)}
          />
        </fieldset>
      ) : (
        <PatternForm
          id={say(form.id) || 'my-incident'}
          topology={say(form.extends)}
          topologies={topologies}
          onWrite={onChange}
        />
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        <FormInput
          label="Requests per second at the entry"
          value={say(form.rps)}
          hint="Empty: as the topology says"
          mono
          onChange={(typed) => set(form.rps, typed)}
        />
        <FormInput
          label="Words of the symptom"
          value={form.symptoms.join(', ')}
          hint="Separated by commas; for the diagnosis score"
          onChange={(typed) => replace(['symptoms'], typed === '' ? [] : typed.split(/,\s*/))}
        />
      </div>
      <fieldset className="flex flex-col gap-2 rounded-md border border-line p-3">
        <legend className="px-1 text-xs font-semibold">Red herrings</legend>
        {form.redHerrings.map((herring, index) => (
          <div
            key={herring.service.path.join('.')}
            className="grid items-end gap-2 sm:grid-cols-[1fr_1fr_2fr_auto]"
          >
            <FormInput
              label="Service"
              value={say(herring.service)}
              options={services}
              mono
              onChange={(typed) => setText(herring.service, typed)}
            />
            <FormInput
              label="Is"
              value={say(herring.is)}
              choices={HERRINGS}
              onChange={(typed) => setText(herring.is, typed)}
            />
            <FormInput
              label="Detail"
              value={say(herring.detail)}
              onChange={(typed) => setText(herring.detail, typed)}
            />
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Remove red herring ${index + 1}`}
              icon={<X aria-hidden size={13} />}
              onClick={() =>
                replace(
                  ['redHerrings'],
                  herrings.filter((_, at) => at !== index),
                )
              }
            />
          </div>
        ))}
        <div>
          <Button
            size="sm"
            icon={<Plus aria-hidden size={13} />}
            onClick={() =>
              replace(
                ['redHerrings'],
                [...herrings, { service: services[0] ?? 'service', is: 'unrelated_errors', detail: '' }],
              )
            }
          >
            Add a red herring
          </Button>
        </div>
      </fieldset>
    </div>
  );
}
