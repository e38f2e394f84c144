import { engineSuite } from '#lib/testing/suites/engine-suite.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';

engineSuite('SQLite', () => {
  const lab = temporaryLab();
  return Promise.resolve({
    config: { kind: 'sqlite', dataDir: lab.dataDir },
    remove: () => Promise.resolve(lab.remove()),
  });
});
