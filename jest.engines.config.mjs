import base from './jest.config.mjs';

/** The specs that need real engines; `npm run test:engines`. */
export default {
  ...base,
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.engine.spec.ts'],
  // Scenarios run in separate processes.
  globals: { COURANT_ON_ENGINES: true },
  testPathIgnorePatterns: ['/node_modules/'],
  // One engine at a time: each file starts its own.
  maxWorkers: 1,
  // A start that failed must not keep the run from its end; engines and processes end with the run.
  forceExit: true,
  testTimeout: 120_000,
};
