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

function draw(position = 6) {
  const chosen: (number | string)[] = [];
  render(
    <TimePanel
      view={view}
      moments={prepareMoments(view)}
      position={position}
      onSelect={(next) => chosen.push(next)}
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
