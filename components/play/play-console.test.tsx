// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { playMoveSchema, type PlayMove } from '#lib/protocol/http.ts';
import { PERSON } from '#lib/protocol/played-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { PlayConsole } from './play-console.tsx';

const events = sampleRunEvents('run_1', { model: PERSON });
/** The run after its first two calls: it waits for the person. */
const live = foldRunEvents(
  'run_1',
  events.slice(
    0,
    events.findIndex(({ type, data }) => type === 'inference.completed' && 'turn' in data && data.turn === 3),
  ),
);

let sent: PlayMove[] = [];
let answer: (response: Response) => void = () => {};
beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    sent.push(playMoveSchema.parse(JSON.parse(body)));
    return new Promise<Response>((resolve) => {
      answer = resolve;
    });
  });
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const commandLine = () => screen.getByRole('combobox', { name: 'Command' });

describe('the console', () => {
  it('waits for a person after the last result', () => {
    expect(live.waiting).toBe('person');
  });

  it('completes with Tab, sends with Enter, and takes the note along', async () => {
    render(<PlayConsole view={live} />);
    await userEvent.type(screen.getByLabelText(/Note that goes/), 'Which one is slow?');
    await userEvent.type(commandLine(), 'st{Tab}or{Tab}{Enter}');
    expect(sent).toEqual([
      {
        turn: 3,
        moveId: expect.any(String),
        action: {
          kind: 'call',
          tool: 'check_service_status',
          arguments: '{"service_name":"orders"}',
          note: 'Which one is slow?',
        },
      },
    ]);
  });

  it('sends a move once while it is under way, and the same move again when it failed', async () => {
    render(<PlayConsole view={live} />);
    const press = () => userEvent.click(screen.getByRole('button', { name: /Check status/ }));
    await press();
    await press();
    expect(sent).toHaveLength(1);
    answer(Response.json({ error: { code: 'storage_full', message: 'The disk is full.' } }, { status: 507 }));
    await screen.findByText('The disk is full.');
    await press();
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toEqual(sent[0]);
  });

  it('gives back the line that the lab did not take', async () => {
    render(<PlayConsole view={live} />);
    await userEvent.type(commandLine(), 'config orders{Enter}');
    expect(commandLine()).toHaveProperty('value', '');
    answer(
      Response.json({ error: { code: 'conflict', message: 'Move 3 was made elsewhere.' } }, { status: 409 }),
    );
    await screen.findByText('Move 3 was made elsewhere.');
    expect(commandLine()).toHaveProperty('value', 'config orders');
  });

  it('says what is wrong with a line without spending a call', async () => {
    render(<PlayConsole view={live} />);
    await userEvent.type(commandLine(), 'reboot orders{Enter}');
    expect(screen.getByText(/There is no command "reboot"/)).toBeDefined();
    expect(sent).toEqual([]);
  });

  it('shows the cap, and takes nothing but the last word once it is reached', async () => {
    const plan = live.plan && { ...live.plan, limits: { maxCalls: 2, maxTurns: 3 } };
    render(<PlayConsole view={{ ...live, plan }} />);
    expect(screen.getByText('2 of 2 calls')).toBeDefined();
    expect(screen.getByRole('button', { name: /Check status/ })).toHaveProperty('disabled', true);
    await userEvent.type(commandLine(), 'status orders{Enter}');
    expect(sent).toEqual([]);
    await userEvent.type(screen.getByLabelText(/When you are done/), 'The limit was too low.');
    await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
    expect(sent[0]?.action).toEqual({ kind: 'finish', message: 'The limit was too low.' });
  });

  it('asks before it gives up', async () => {
    render(<PlayConsole view={live} />);
    await userEvent.click(screen.getByRole('button', { name: 'Give up' }));
    expect(sent).toEqual([]);
    const buttons = screen.getAllByRole('button', { name: 'Give up' });
    await userEvent.click(buttons.at(-1) ?? document.body);
    expect(sent[0]?.action).toEqual({ kind: 'give_up' });
  });

  it('does not tell of services that were not read of', () => {
    render(<PlayConsole view={live} />);
    expect(document.body.textContent).not.toContain('orders-store');
    expect(document.body.textContent).not.toContain('accounts');
  });
});
