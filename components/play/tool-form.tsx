'use client';

import { useId, useState, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import { COMMANDS, toCall, toCommand, type CommandWord } from './commands.ts';
import type { KnownService } from './prepare-known.ts';
import type { PlayAction } from './use-play-moves.ts';

const TOOLS = COMMANDS.map(({ word, label, meaning }) => ({ value: word, label, title: meaning }));
export const FIELD =
  'h-7 w-full min-w-0 rounded-md border border-line bg-ground px-2 font-mono text-xs placeholder:text-muted';

interface Props {
  known: readonly KnownService[];
  /** The service that was chosen in the map. */
  service: string;
  onService: (name: string) => void;
  busy: boolean;
  spent: boolean;
  note: string;
  onMove: (action: PlayAction) => Promise<boolean>;
}

/** The same five tools by buttons and fields; the fields offer what has been read so far and take anything. */
export function ToolForm({ known, service, onService, busy, spent, note, onMove }: Props) {
  const id = useId();
  const [word, setWord] = useState<CommandWord>('status');
  const [lines, setLines] = useState('');
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const tool = COMMANDS.find((command) => command.word === word) ?? COMMANDS[0];
  const settings = known.find(({ name }) => name === service)?.settings ?? new Map<string, string>();
  const fields = { service, lines, key, value };
  const ready = service !== '' && (word !== 'set' || (key !== '' && value !== ''));
  const run = () => {
    if (ready && !spent) void onMove({ kind: 'call', ...toCall(word, fields), note });
  };
  return (
    <form
      aria-label="Tools"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div>
        <Choice label="Tool" options={TOOLS} value={word} onChange={setWord} />
      </div>
      <div className="grid gap-2 sm:grid-cols-2">
        <Field label="Service" id={`${id}-service`}>
          <input
            id={`${id}-service`}
            list={`${id}-services`}
            value={service}
            autoComplete="off"
            placeholder="a name that you have read"
            onChange={(event) => onService(event.target.value)}
            className={FIELD}
          />
          <datalist id={`${id}-services`}>
            {known.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </Field>
        {word === 'logs' && (
          <Field label="Lines, 1 to 20" id={`${id}-lines`}>
            <input
              id={`${id}-lines`}
              inputMode="numeric"
              value={lines}
              placeholder="10"
              onChange={(event) => setLines(event.target.value)}
              className={FIELD}
            />
          </Field>
        )}
        {word === 'set' && (
          <>
            <Field label="Key" id={`${id}-key`}>
              <input
                id={`${id}-key`}
                list={`${id}-keys`}
                value={key}
                autoComplete="off"
                placeholder={settings.size > 0 ? '' : 'read its config to see its keys'}
                onChange={(event) => setKey(event.target.value)}
                className={FIELD}
              />
              <datalist id={`${id}-keys`}>
                {[...settings].map(([name, now]) => (
                  <option key={name} value={name}>
                    {now}
                  </option>
                ))}
              </datalist>
            </Field>
            <Field
              label={settings.has(key) ? `Value (now ${settings.get(key)})` : 'Value'}
              id={`${id}-value`}
            >
              <input
                id={`${id}-value`}
                value={value}
                autoComplete="off"
                onChange={(event) => setValue(event.target.value)}
                className={FIELD}
              />
            </Field>
          </>
        )}
      </div>
      <div className="flex min-w-0 items-center gap-2">
        <Button
          type="submit"
          size="sm"
          busy={busy}
          disabled={!ready || spent}
          icon={<KindIcon kind={tool.write ? 'write' : 'read'} />}
        >
          {tool.verb}
        </Button>
        <span className="min-w-0 truncate font-mono text-xs text-muted">{toCommand(word, fields)}</span>
      </div>
    </form>
  );
}

function Field({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="truncate text-xs text-muted">
        {label}
      </label>
      {children}
    </div>
  );
}
