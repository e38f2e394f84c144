import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const shared = {
  plugins: [react()],
  resolve: { alias: { 'server-only': new URL('./lib/testing/server-only.ts', import.meta.url).pathname } },
};

/** Unit tests lie beside the file they speak about; integration tests wire real embedded parts together. */
export default defineConfig({
  test: {
    // One more than vitest's own choice: integration tests wait (retries, children, polls) as much as they calculate.
    maxWorkers: Math.max(2, availableParallelism() + (process.argv.includes('integration') ? 1 : 0)),
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', 'node_modules/**'],
          // Units keep nothing in their modules, so files share what they import: half of the CPU time was importing.
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          include: ['lib/**/*.integration.test.ts', 'app/**/*.integration.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
