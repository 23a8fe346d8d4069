/** The arrows of the architecture; no exception list. */
const app = '^apps/([^/]+)/';
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The published entry of each service that its neighbours in one process may import. */
const onlyLibs = (lib, allowed) =>
  forbid(
    `${lib}-arrows`,
    `libs/${lib} may use only ${allowed.join(', ') || 'nothing'} of this repository`,
    { path: `^libs/${lib}/` },
    {
      path: '^(apps|libs)/',
      pathNot: [`^libs/${lib}/`, ...allowed.map((name) => `^libs/${name}/`)],
    },
  );

export default {
  forbidden: [
    forbid('no-circular', 'A cycle has no place to start reading', {}, { circular: true }),
    onlyLibs('contracts', []),
    onlyLibs('ports', ['contracts']),
    onlyLibs('text', []),
    onlyLibs('web', ['contracts']),
    onlyLibs('embedded', ['ports', 'contracts', 'text']),
    onlyLibs('distributed', ['ports', 'contracts', 'text']),
    onlyLibs('smtp', ['ports', 'contracts']),
    forbid(
      'runtime-arrows',
      'libs/runtime stands on contracts and ports; adapters come in through composition alone',
      { path: '^libs/runtime/', pathNot: '^libs/runtime/src/composition/' },
      {
        path: '^(apps|libs/(embedded|distributed|smtp|web|text))/',
      },
    ),
    forbid(
      'adapters-by-composition',
      'Only the composition root names an adapter',
      { path: '^apps/', pathNot: '\\.spec\\.tsx?$' },
      { path: '^libs/(embedded|distributed|smtp)/' },
    ),
    forbid(
      'engine-clients-in-distributed',
      'The embedded profile never loads the client of an engine',
      // What an engine's raw client does is what the benches of the distributed profile compare it with.
      { path: '^(apps|libs|bench)/', pathNot: ['^libs/distributed/', '^bench/distributed/'] },
      { path: 'node_modules/(mongoose|mongodb|kafkajs|bullmq|ioredis|meilisearch)/' },
    ),
    forbid(
      'no-app-to-app',
      'Services meet in the event log, not in each other',
      { path: app, pathNot: '^apps/newsroom/' },
      { path: app, pathNot: '^apps/$1/' },
    ),
    forbid(
      'newsroom-takes-modules',
      'The newsroom composes the services and knows nothing else of them',
      { path: '^apps/newsroom/' },
      {
        path: app,
        pathNot: ['^apps/newsroom/', '^apps/[^/]+/src/[^/]+\\.module\\.ts$'],
      },
    ),
    forbid(
      'specs-stay-outside',
      'Product code never imports a test',
      { pathNot: ['\\.spec\\.tsx?$', '^test/', '^bench/', '/testing/'] },
      { path: ['\\.spec\\.tsx?$', '^test/', '^bench/', '/testing/'] },
    ),
    forbid(
      'no-development-packages',
      'The image holds production packages alone',
      { path: '^(apps|libs)/', pathNot: ['\\.spec\\.tsx?$', '/testing/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid('no-orphan-packages', 'Every package is declared', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '\\.mjs$'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
