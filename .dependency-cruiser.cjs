/** The import rules of docs/architecture.md. Every message says why; there is no list of exceptions. */
const PURE = ['utils', 'protocol', 'stats', 'skills'];
const MODULES = ['agent', 'environment', 'models', 'acontext', 'learning', 'store', 'engine'];
const any = (names) => `(${names.join('|')})`;
const TESTS = '\\.(test|spec)\\.tsx?$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle has no first file to read.', {}, { circular: true }),
    forbid(
      'not-to-unresolvable',
      'The import does not exist.',
      {},
      { couldNotResolve: true, pathNot: '^(server-only)$' },
    ),
    forbid(
      'utils-know-nothing',
      'lib/utils are leaf helpers without product words.',
      { path: '^lib/utils/', pathNot: TESTS },
      { path: '^(lib|app|components)/', pathNot: '^lib/utils/' },
    ),
    forbid(
      'pure-folders-import-downwards',
      'protocol, stats and skills are pure: they may use utils and protocol only.',
      { path: '^lib/(protocol|stats|skills)/', pathNot: TESTS },
      { path: '^(lib|app|components)/', pathNot: ['^lib/(utils|protocol)/', '^lib/$1/'] },
    ),
    forbid(
      'protocol-is-the-bottom',
      'The contract stands alone: it imports zod and leaf helpers, nothing else of ours.',
      { path: '^lib/protocol/', pathNot: TESTS },
      { path: '^lib/', pathNot: '^lib/(protocol|utils)/' },
    ),
    ...MODULES.map((name) =>
      forbid(
        `${name}-stands-alone`,
        'Modules never import each other: what one needs of another is a port (lib/protocol/ports.ts), passed in by lib/server or lib/cli.',
        { path: `^lib/${name}/`, pathNot: TESTS },
        { path: '^(lib|app|components)/', pathNot: [`^lib/${any(PURE)}/`, `^lib/${name}/`] },
      ),
    ),
    ...MODULES.map((name) =>
      forbid(
        `${name}-is-entered-by-its-index`,
        'A module has one door: its index.ts. Export there what others need.',
        { pathNot: [`^lib/${name}/`, TESTS, '^lib/testing/'] },
        { path: `^lib/${name}/`, pathNot: `^lib/${name}/index\\.ts$` },
      ),
    ),
    forbid(
      'experiments-use-agent-and-engine',
      'lib/experiments plans runs: it may use the agent, the engine and pure folders.',
      { path: '^lib/experiments/', pathNot: TESTS },
      {
        path: '^(lib|app|components)/',
        pathNot: [`^lib/${any([...PURE, 'agent', 'engine'])}/`, '^lib/experiments/'],
      },
    ),
    forbid(
      'client-is-the-browser-seam',
      'lib/client runs in the browser: pure folders only.',
      { path: '^lib/client/', pathNot: TESTS },
      { path: '^(lib|app|components)/', pathNot: [`^lib/${any(PURE)}/`, '^lib/client/'] },
    ),
    forbid(
      'components-draw',
      'components draw what they are given: pure folders and lib/client only.',
      { path: '^components/', pathNot: TESTS },
      { path: '^(lib|app)/', pathNot: `^lib/${any([...PURE, 'client'])}/` },
    ),
    forbid(
      'app-is-routes',
      'app holds routes: it reaches the system through lib/server, draws with components, and reads shapes from pure folders.',
      { path: '^app/', pathNot: TESTS },
      { path: '^lib/', pathNot: `^lib/${any([...PURE, 'server', 'client'])}/` },
    ),
    forbid('nobody-imports-app', 'Routes are leaves.', { pathNot: '^app/' }, { path: '^app/' }),
    forbid(
      'server-and-cli-are-the-top',
      'Only routes and headless entry points may reach the wiring.',
      { path: '^(lib|components)/', pathNot: ['^lib/(server|cli|testing)/', TESTS] },
      { path: '^lib/(server|cli)/' },
    ),
    forbid(
      'testing-is-for-tests',
      'Fixtures do not ship.',
      { pathNot: [TESTS, '^lib/testing/'] },
      { path: '^lib/testing/', pathNot: '^lib/testing/suites/conformance/index\\.ts$' },
    ),
    forbid(
      'conformance-is-a-command',
      'The conformance suite is run by tests and by its command, never by the app.',
      { pathNot: [TESTS, '^lib/(testing|cli)/'] },
      { path: '^lib/testing/suites/conformance/' },
    ),
    forbid(
      'browser-has-no-zod',
      'zod costs the browser 33 KB: client code imports inferred types only.',
      { path: '^(components|lib/client)/', pathNot: TESTS },
      { path: 'node_modules/zod', dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
