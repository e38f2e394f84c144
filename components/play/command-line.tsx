'use client';

import { ChevronRight } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { cx } from '#components/ui/cx.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { COMMANDS } from './commands.ts';
import { completeCommand, type Completion } from './complete-command.ts';
import { parseCommand } from './parse-command.ts';
import type { KnownService } from './prepare-known.ts';
import type { PlayAction } from './use-play-moves.ts';

interface Props {
  known: readonly KnownService[];
  busy: boolean;
  /** No call is left; the last word still is. */
  spent: boolean;
  /** The note that goes with the next call. */
  note: string;
  onMove: (action: PlayAction) => Promise<boolean>;
}

/** The console: a line with completion and a memory. Tab completes, Enter sends, the arrows choose or go back. */
export function CommandLine({ known, busy, spent, note, onMove }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState('');
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [history, setHistory] = useState<readonly string[]>([]);
  const [back, setBack] = useState(0);
  const completions = completeCommand(line, known);
  const shown = open && completions.length > 0;

  const type = (text: string, keepOpen = true) => {
    setLine(text);
    setChosen(0);
    setOpen(keepOpen && text !== '');
    setSaid(null);
  };
  const take = (completion: Completion | undefined) => {
    if (completion) type(completion.line);
  };
  const recall = (steps: number) => {
    const next = Math.min(history.length, Math.max(0, back + steps));
    setBack(next);
    type(next === 0 ? '' : (history[history.length - next] ?? ''), false);
  };
  const run = async () => {
    const parsed = parseCommand(line);
    if (parsed.kind === 'empty' || busy) return;
    if (parsed.kind === 'help') return setSaid('help');
    if (parsed.kind === 'fault') return setSaid(parsed.message);
    if (parsed.kind === 'call' && spent) return setSaid('All calls are used: end with done, or give up.');
    const action: PlayAction =
      parsed.kind === 'finish'
        ? { kind: 'finish', message: parsed.message }
        : { kind: 'call', ...parsed.call, note };
    // At once, so that what is typed while the answer is on its way stays.
    type('');
    setBack(0);
    const taken = await onMove(action);
    if (taken) setHistory((before) => [...before, line.trim()]);
    else setLine((now) => (now === '' ? line : now));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Tab' && shown && !event.shiftKey) {
      event.preventDefault();
      take(completions[chosen]);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
    } else if (step !== 0) {
      event.preventDefault();
      if (shown) setChosen((chosen + step + completions.length) % completions.length);
      else recall(-step);
    }
  };

  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <label htmlFor={id} className="sr-only">
        Command
      </label>
      <div className="flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-ground px-2 focus-within:outline-2 focus-within:outline-focus">
        <ChevronRight aria-hidden size={14} className="shrink-0 text-accent" />
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown ? `${id}-${chosen}` : undefined}
          aria-describedby={`${id}-said`}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          value={line}
          placeholder="status api-gateway, or help"
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
          className="min-w-0 flex-1 bg-transparent font-mono text-xs outline-none placeholder:text-muted"
        />
        <span className="flex shrink-0 gap-1 max-sm:hidden">
          <Kbd>Tab</Kbd>
          <Kbd>↵</Kbd>
        </span>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Completions"
        hidden={!shown}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-56 overflow-y-auto rounded-md border border-line bg-panel py-1"
      >
        {completions.map((completion, index) => (
          <div
            key={completion.text}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            // Before the field loses its focus.
            onMouseDown={(event) => {
              event.preventDefault();
              take(completion);
            }}
            className={cx(
              'flex cursor-pointer items-baseline gap-3 px-2 py-0.5 hover:bg-raised',
              index === chosen && 'bg-raised',
            )}
          >
            <span className="shrink-0 font-mono text-xs">{completion.text}</span>
            <span className="truncate text-xs text-muted">{completion.hint}</span>
          </div>
        ))}
      </div>
      <div id={`${id}-said`} role="status" className="text-xs">
        {said === 'help' ? <Help /> : said && <p className="pt-1 text-warn">{said} No call was made.</p>}
      </div>
    </form>
  );
}

function Help() {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 pt-1.5">
      {COMMANDS.map(({ usage, meaning }) => (
        <HelpLine key={usage} usage={usage} meaning={meaning} />
      ))}
      <HelpLine usage="done <message>" meaning="ends the run with your final message" />
    </dl>
  );
}

function HelpLine({ usage, meaning }: { usage: string; meaning: string }) {
  return (
    <>
      <dt className="font-mono">{usage}</dt>
      <dd className="text-muted">{meaning}</dd>
    </>
  );
}
