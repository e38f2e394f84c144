'use client';

import { KeyRound } from 'lucide-react';
import { useState, type Ref } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { AcontextProject, NewAcontextKey } from '#lib/protocol/acontext-key.ts';
import type { CreatedAcontextKeyBody } from '#lib/protocol/http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { Field, INPUT } from '#components/ui/field.tsx';
import { projectName } from './project-name.ts';

interface Props {
  ref: Ref<HTMLFormElement>;
  projects: readonly AcontextProject[];
  onCreated: (created: CreatedAcontextKeyBody) => void;
}

const NEW = '';

/** Makes a key for a project that exists, or for a new one. What is wrong with an input is said at that input. */
export function NewKeyForm({ ref, projects, onCreated }: Props) {
  const [projectId, setProjectId] = useState(NEW);
  const [project, setProject] = useState('');
  const [label, setLabel] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const isNew = projectId === NEW;
  const chosen = projects.find(({ id }) => id === projectId);
  const namesake = projects.some(({ name }) => name === project.trim());
  const faults = error?.fields ?? {};

  const create = (form: HTMLFormElement) => {
    setBusy(true);
    setError(null);
    const wanted: NewAcontextKey = { ...(isNew ? { project } : { projectId }), label };
    postJson<CreatedAcontextKeyBody>(API.acontextKeys, wanted)
      .then((created) => {
        onCreated(created);
        setProjectId(NEW);
        setProject('');
        setLabel('');
        return refresh(API.acontextKeys);
      })
      .catch((reason: unknown) => {
        const info = errorInfoOf(reason);
        setError(info);
        const [first = ''] = Object.keys(info.fields ?? {});
        const field = form.elements.namedItem(first);
        if (field instanceof HTMLElement) field.focus();
      })
      .finally(() => setBusy(false));
  };

  return (
    <form
      ref={ref}
      aria-label="New key"
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) create(event.currentTarget);
      }}
    >
      <div className="grid items-start gap-2 sm:grid-cols-[repeat(3,minmax(0,1fr))_auto]">
        <Field
          label="Project"
          fault={faults.projectId}
          note={chosen?.name === null ? 'Its keys open everything that the lab itself stores.' : undefined}
        >
          {(describe) => (
            <select
              {...describe}
              name="projectId"
              value={projectId}
              onChange={(event) => setProjectId(event.target.value)}
              className={INPUT}
            >
              <option value={NEW}>New project</option>
              {projects.map(({ id, name }) => (
                <option key={id} value={id}>
                  {projectName(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {isNew && (
          <Field
            label="Name of the project"
            fault={faults.project}
            note={namesake ? 'There is a project of this name: the key will be for it.' : undefined}
          >
            {(describe) => (
              <input
                {...describe}
                name="project"
                value={project}
                autoComplete="off"
                maxLength={100}
                onChange={(event) => setProject(event.target.value)}
                className={INPUT}
              />
            )}
          </Field>
        )}
        <Field label="What the key is for (optional)" fault={faults.label}>
          {(describe) => (
            <input
              {...describe}
              name="label"
              value={label}
              autoComplete="off"
              maxLength={100}
              placeholder="CI, Ada’s laptop"
              onChange={(event) => setLabel(event.target.value)}
              className={INPUT}
            />
          )}
        </Field>
        <Button
          type="submit"
          busy={busy}
          icon={<KeyRound aria-hidden size={14} />}
          className="justify-self-start sm:mt-5.5"
        >
          Create key
        </Button>
      </div>
      {error && !error.fields && <ErrorNotice error={error}>No key was made.</ErrorNotice>}
    </form>
  );
}
