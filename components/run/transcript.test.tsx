// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { prepareMoments, resolvePosition } from './prepare-moments.ts';
import { Transcript } from './transcript.tsx';

const events = sampleRunEvents();

/** A page that holds the choice, as the run page does. */
function Page({ upTo = events.length }: { upTo?: number }) {
  const view = foldRunEvents('run_sample', events.slice(0, upTo));
  const [chosen, setChosen] = useState<number | null>(null);
  const position = resolvePosition(chosen, prepareMoments(view));
  return (
    <>
      <output>{chosen === null ? 'newest' : `call ${chosen}`}</output>
      <Transcript
        view={view}
        preview={null}
        position={position}
        chosen={chosen !== null}
        onSelect={setChosen}
      />
    </>
  );
}

const row = (call: number) => {
  const element = document.querySelector(`[data-call="${call}"]`);
  if (!(element instanceof HTMLElement)) throw new Error(`no row of call ${call}`);
  return element;
};
const button = (call: number) => within(row(call)).getAllByRole('button')[0] ?? row(call);
const shown = () => screen.getByRole('status').textContent;

beforeEach(() => {
  // jsdom lays nothing out: it neither observes sizes nor scrolls.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  // Nor has it a stream; the page must live without one.
  vi.stubGlobal(
    'EventSource',
    class {
      readyState = 0;
      addEventListener() {}
      close() {}
    },
  );
  Element.prototype.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a transcript', () => {
  it('opens the result of the call that is pressed, and chooses it', async () => {
    render(<Page />);
    expect(within(row(5)).queryByRole('region')).toBeNull();
    await userEvent.click(button(5));
    expect(within(row(5)).getByRole('region', { name: 'result of call 5' }).textContent).toContain('5000');
    expect(button(5).getAttribute('aria-current')).toBe('true');
    expect(shown()).toBe('call 5');
  });

  it('moves through the calls with j and k from anywhere, and Enter opens', async () => {
    render(<Page />);
    await userEvent.keyboard('jjk');
    expect(shown()).toBe('call 1');
    expect(document.activeElement).toBe(button(1));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(shown()).toBe('call 2');
    expect(button(2).getAttribute('aria-expanded')).toBe('true');
  });

  it('leaves letters alone that are typed into a field', async () => {
    render(<Page />);
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find in this run' }), 'jk');
    expect(shown()).toBe('newest');
  });

  it('finds text inside folded results and unfolds them', async () => {
    render(<Page />);
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Find in this run' }),
      'loaded config version 13',
    );
    expect(await screen.findByText('1 row matches')).toBeDefined();
    expect(button(7).getAttribute('aria-expanded')).toBe('true');
  });

  it('offers the way back to the newest only while the run is live', async () => {
    const { unmount } = render(<Page upTo={8} />);
    await userEvent.click(button(1));
    await userEvent.click(screen.getByRole('button', { name: 'Jump to live' }));
    expect(shown()).toBe('newest');
    unmount();
    render(<Page />);
    await userEvent.click(button(1));
    expect(screen.queryByRole('button', { name: 'Jump to live' })).toBeNull();
  });
});
