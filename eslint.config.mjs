import js from '@eslint/js';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const productSources = ['apps/**/*.{ts,tsx}', 'libs/**/*.{ts,tsx}'];

/** What scripts of pages may use of the browser. */
const BROWSER_NAMES = [
  ...['document', 'history', 'location', 'addEventListener', 'setTimeout', 'clearTimeout', 'Intl'],
  ...['NodeFilter', 'getComputedStyle', 'AbortController', 'CustomEvent', 'DOMParser', 'FormData', 'URLSearchParams'],
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'deploy/reference/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) },
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly' },
    },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', 5],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
    },
  },
  {
    files: productSources,
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['**/*.spec.{ts,tsx}', '**/*.contract.ts', 'libs/ports/src/testing/**', 'test/**', 'bench/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
  {
    files: ['libs/web/src/scripts/*.js', 'test/browser/testing/page-faults.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false },
      globals: Object.fromEntries(BROWSER_NAMES.map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-console': 'off', 'max-lines-per-function': 'off' },
    languageOptions: { parserOptions: { projectService: false } },
  },
);
