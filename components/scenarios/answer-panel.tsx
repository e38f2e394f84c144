'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { API } from '#lib/client/api-paths.ts';
import { fetchJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { ScenarioAnswer, ScenarioRule } from '#lib/protocol/scenario.ts';

/** Root cause, fix and red herrings. Fetched only when somebody wants to know: the page itself does not hold them. */
export function AnswerPanel({ scenarioId, hash }: { scenarioId: string; hash: string }) {
  const [answer, setAnswer] = useState<{ hash: string; answer: ScenarioAnswer } | null>(null);
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const toggle = () => {
    setOpen(!open);
    if (open || answer?.hash === hash) return;
    setError(null);
    fetchJson<ScenarioAnswer>(API.scenarioPart(scenarioId, 'answer')).then(
      (body) => setAnswer({ hash, answer: body }),
      (reason: unknown) => setError(errorInfoOf(reason)),
    );
  };
  return (
    <Panel
      title="The answer"
      actions={
        <Button
          size="sm"
          aria-expanded={open}
          icon={open ? <EyeOff aria-hidden size={13} /> : <Eye aria-hidden size={13} />}
          onClick={toggle}
        >
          {open ? 'Hide the answer' : 'Show the answer'}
        </Button>
      }
    >
      {!open && (
        <p className="text-muted">Root cause, fix, causal effects and red herrings. Spoils playing it.</p>
      )}
      {open && error && <ErrorNotice error={error} />}
      {open &&
        !error &&
        (answer ? <Answer answer={answer.answer} /> : <p className="text-muted">Loading…</p>)}
    </Panel>
  );
}

function Answer({ answer: { root, redHerrings, symptoms, twinOf } }: { answer: ScenarioAnswer }) {
  return (
    <div className="flex flex-col gap-3">
      {root ? <Root root={root} /> : <p>Nothing is wrong. Whoever changes anything has failed.</p>}
      {twinOf && (
        <div className="flex flex-col gap-1">
          <h3 className="text-xs font-medium text-muted">What misleads</h3>
          <p>
            It looks like <span className="font-mono text-xs">{twinOf.scenarioId}</span>, whose procedure
            would {twinOf.misleads.length === 0 ? 'only restart services here' : 'change this, to no avail'}:
          </p>
          <Changes changes={twinOf.misleads} />
        </div>
      )}
      <div className="flex flex-col gap-1">
        <h3 className="text-xs font-medium text-muted">Red herrings</h3>
        <ul className="list-disc pl-4">
          {redHerrings.map(({ service, is, detail, seeded }) => (
            <li key={`${service} ${detail}`}>
              <span className="font-mono text-xs">{service}</span> ({is.replaceAll('_', ' ')}): {detail}
              {seeded && <span className="text-muted"> Some seeds only.</span>}
            </li>
          ))}
        </ul>
      </div>
      {symptoms.length > 0 && (
        <p className="text-xs text-muted">
          Words of the symptom, for the diagnosis score: {symptoms.join(', ')}
        </p>
      )}
    </div>
  );
}

function Root({ root }: { root: NonNullable<ScenarioAnswer['root']> }) {
  const { service, key, stored, loaded, involves, cause, effects, fix, restarts } = root;
  return (
    <>
      <KeyValue
        items={[
          {
            label: 'Root cause',
            value: <code className="font-mono text-xs break-all">{`${service} ${key}`}</code>,
          },
          {
            label: 'Stored',
            value: (
              <span className="font-mono text-xs break-all">
                {stored}
                {loaded !== null && ` (the process runs with ${loaded})`}
              </span>
            ),
          },
          ...(involves === null
            ? []
            : [{ label: 'Collides with', value: <span className="font-mono text-xs">{involves}</span> }]),
        ]}
      />
      <Rules title="It is gone once" rules={cause} />
      <Rules title="What the key does" rules={effects} />
      <div className="flex flex-col gap-1">
        <h3 className="text-xs font-medium text-muted">
          One way to fix it; any other that satisfies the rule counts
        </h3>
        <Changes changes={fix} />
        {restarts.length > 0 && <p>Restart {restarts.join(', ')}.</p>}
      </div>
    </>
  );
}

function Rules({ title, rules }: { title: string; rules: readonly ScenarioRule[] }) {
  if (rules.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-xs font-medium text-muted">{title}</h3>
      {rules.map(({ name, meaning, parameters }) => (
        <p key={`${name} ${parameters.join(' ')}`} className="break-words">
          <code className="font-mono text-xs">
            {[name, ...parameters.map(([word, value]) => `${word}: ${value}`)].join(' · ')}
          </code>
          {meaning && <span className="block text-muted">{meaning}</span>}
        </p>
      ))}
    </div>
  );
}

function Changes({ changes }: { changes: readonly { service: string; key: string; value: string }[] }) {
  return (
    <ul className="font-mono text-xs">
      {changes.map(({ service, key, value }) => (
        <li key={`${service} ${key}`} className="break-all">
          {service} {key} = {value}
        </li>
      ))}
    </ul>
  );
}
