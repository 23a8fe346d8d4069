import base from './jest.config.mjs';

/** The specs that need real engines; `npm run test:engines`. */
export default {
  ...base,
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.engine.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
};
