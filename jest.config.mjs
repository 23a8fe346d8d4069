/** Sources run as they are (swc), as ES modules, through the package's own import map. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.tsx?$': ['@swc/jest', {}] },
  testMatch: ['<rootDir>/{apps,libs,test,bench}/**/*.spec.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '\\.engine\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  testTimeout: 30_000,
  // Many specs wait for processes they start. A worker that holds much starts anew: what ES modules of a spec hold is never freed.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
