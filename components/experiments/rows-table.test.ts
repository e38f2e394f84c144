import { expect, it } from 'vitest';
import { chartTableCsv } from '#components/charts/chart-table.ts';
import { sampleRow } from '#lib/testing/sample-experiment-parts.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { rowsTable } from './rows-table.ts';

it('a file of runs names the incident, the verdict and the calls of each, and that the agent is simulated', () => {
  const rows = [
    sampleRow({ id: 'run_a', block: 0, scenarioId: 's', arm: 'none', calls: 9 }),
    { ...sampleRow({ id: 'run_b', block: 0, scenarioId: 's', arm: 'learned', calls: 7 }), harmful: true },
  ];
  const [head, first, second] = chartTableCsv(
    rowsTable(rows, () => 'Timeouts'),
    SIMULATED_NOTE,
  ).split('\n');
  expect(head).toContain('run,incident,seed,arm,verdict,calls');
  expect(first).toMatch(/^run_a,Timeouts,\d+,none,.*verified,9,/);
  expect(second).toMatch(/harmful,7,.*simulated agent/);
});
