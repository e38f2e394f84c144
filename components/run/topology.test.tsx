// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { sampleWorld } from '#lib/testing/sample-run.ts';
import { layoutTopology } from './layout-topology.ts';
import { Topology } from './topology.tsx';

afterEach(cleanup);

const draw = (state: 'broken' | 'stored' | 'fixed', chosen: string[] = []) =>
  render(
    <Topology
      layout={layoutTopology(sampleWorld(0))}
      world={sampleWorld(6, state)}
      changes={[{ call: 6, service: 'front-proxy', key: 'upstream_timeout_ms', value: '10000' }]}
      position={6}
      selected={null}
      onSelect={(name) => chosen.push(name)}
    />,
  );

it('says of every service how it is and what was changed in it', () => {
  draw('stored');
  expect(screen.getAllByRole('button').map((node) => node.getAttribute('aria-label'))).toEqual([
    'front-proxy, unhealthy, 34% errors, p99 80 ms, changed upstream_timeout_ms, restart pending',
    'orders, healthy, 0% errors, p99 4,200 ms',
    'accounts, healthy, 0% errors, p99 80 ms',
    'mailer, degraded, 5% errors, p99 80 ms',
    'orders-store, healthy, 0% errors, p99 80 ms',
  ]);
});

it('labels the links on which calls fail, and only those', () => {
  draw('broken');
  expect(screen.getByText('60% of the calls from front-proxy to orders fail')).toBeDefined();
  cleanup();
  draw('fixed');
  expect(screen.queryByText(/from front-proxy to orders/)).toBeNull();
  expect(screen.getByText('5% of the calls from front-proxy to mailer fail')).toBeDefined();
});

it('chooses a service by mouse and by keyboard', async () => {
  const chosen: string[] = [];
  draw('broken', chosen);
  await userEvent.click(screen.getByRole('button', { name: /^orders,/ }));
  screen.getByRole('button', { name: /^mailer/ }).focus();
  await userEvent.keyboard('{Enter}');
  expect(chosen).toEqual(['orders', 'mailer']);
});
