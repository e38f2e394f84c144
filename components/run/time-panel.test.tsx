// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { prepareMoments } from './prepare-moments.ts';
import { TimePanel } from './time-panel.tsx';

afterEach(cleanup);

const view = foldRunEvents('run_sample', sampleRunEvents());

function draw(position = 6, shown = view, point: number | null = null) {
  const chosen: (number | string)[] = [];
  render(
    <TimePanel
      view={shown}
      moments={prepareMoments(shown)}
      position={position}
      point={point}
      onSelect={(next, at) => chosen.push(at ?? next)}
      service="front-proxy"
      onService={(name) => chosen.push(name)}
      multiples
    />,
  );
  return chosen;
}

it('says every curve in words, at the chosen moment', () => {
  draw();
  const name = 'front-proxy errors from 34% at the start to 0% now, 34% at the chosen moment';
  // Once large, once among all services.
  expect(screen.getAllByRole('img', { name })).toHaveLength(2);
  expect(screen.getByRole('img', { name: /^front-proxy requests\/s from 100\/s/ })).toBeDefined();
});

it('moves from call to call by keyboard, and to either end', () => {
  const chosen = draw();
  const slider = screen.getByRole('slider', { name: 'Moment of the run' });
  for (const key of ['ArrowRight', 'ArrowLeft', 'Home', 'End']) fireEvent.keyDown(slider, { key });
  expect(chosen).toEqual([7, 5, 0, 8]);
  expect(slider.getAttribute('aria-valuetext')).toBe(
    'After call 6 of 8 · update_config front-proxy · upstream_timeout_ms = 10000',
  );
});

it('chooses a service by its curve, and shows another figure of all of them', async () => {
  const chosen = draw();
  await userEvent.click(screen.getByRole('button', { name: 'orders' }));
  expect(chosen).toEqual(['orders']);
  await userEvent.click(screen.getByRole('radio', { name: 'p99' }));
  expect(screen.getByRole('img', { name: /^orders p99 from 4,200 ms/ })).toBeDefined();
});

it('is a table for those who want figures', async () => {
  const chosen = draw();
  await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
  const row = await screen.findByRole('row', { name: /6 update_config/ });
  expect(row.textContent).toContain('3 min');
  expect(row.textContent).toContain('34%');
  await userEvent.click(screen.getByRole('button', { name: /^8 check_service_status/ }));
  expect(chosen).toEqual([8]);
});

const column = [0.02, 0.03];
const aftermath = {
  fromTick: 9,
  services: [
    {
      name: 'front-proxy',
      errorRate: column,
      p99Ms: [80, 80],
      requestsPerSecond: [100, 100],
      utilisation: [0.5, 0.5],
      curves: {},
    },
  ],
};

it('goes on, set apart, with what happened after the agent stopped', async () => {
  const chosen = draw(8, { ...view, aftermath }, 9);
  expect(screen.getByText('after the agent stopped')).toBeDefined();
  const slider = screen.getByRole('slider', { name: 'Moment of the run' });
  expect(slider.getAttribute('aria-valuetext')).toBe(
    '30 s after the agent stopped · the system is shown after call 8 of 8',
  );
  const name = 'front-proxy errors from 34% at the start to 3% at the end, 2% at the chosen moment';
  expect(screen.getAllByRole('img', { name })).toHaveLength(2);
  for (const key of ['ArrowRight', 'End', 'Home']) fireEvent.keyDown(slider, { key });
  await userEvent.click(screen.getByRole('button', { name: 'Previous call' }));
  expect(chosen).toEqual([10, 10, 0, 8]);
  await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
  const rows = await screen.findAllByRole('row', { name: /after the agent stopped/ });
  expect(rows.map(({ textContent }) => textContent?.includes('3%'))).toEqual([false, true]);
});

it('draws errors on a scale that ends at 100 %', () => {
  const [away] = aftermath.services;
  draw(
    8,
    { ...view, aftermath: { ...aftermath, services: away ? [{ ...away, errorRate: [1, 1] }] : [] } },
    9,
  );
  expect(screen.getAllByText('100%').length).toBeGreaterThan(0);
  expect(screen.queryByText(/200%/)).toBeNull();
});
