import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import ts from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'workers/**/assembly/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      // TypeScript knows what is defined.
      'no-undef': 'off',
    },
  },
  {
    // What Chrome 114, Firefox 115 and Safari 17.4 lack; docs/browsers.md.
    files: ['src/**/*.ts', 'workers/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { property: 'withResolvers', message: 'Use deferred() of src/core/deferred.ts.' },
        { property: 'toSorted', message: 'Sort a copy.' },
        { property: 'toReversed', message: 'Reverse a copy.' },
        { property: 'toSpliced', message: 'Put a new array together.' },
        { object: 'AbortSignal', property: 'any', message: 'Listen to the other signal.' },
        { object: 'URL', property: 'canParse', message: 'Not in Chrome 114: let the constructor throw.' },
        { object: 'Array', property: 'fromAsync', message: 'Not in Chrome 114.' },
        { object: 'Object', property: 'groupBy', message: 'Not in Chrome 114.' },
        { object: 'Map', property: 'groupBy', message: 'Not in Chrome 114.' },
        { object: 'localStorage', message: 'It throws where site data are blocked: use src/tasks/remembered.ts.' },
      ],
    },
  },
  {
    files: ['src/tasks/remembered.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'vitest', importNames: ['test'], message: 'Tests are written with `it`.' }] },
      ],
    },
  },
  {
    files: ['src/ui/**/*.ts'],
    plugins: { lit, wc, 'lit-a11y': litA11y },
    extends: ['lit/flat/recommended', 'wc/flat/best-practice'],
    // LitElement has every lifecycle callback.
    rules: { ...litA11y.configs.recommended.rules, 'wc/guard-super-call': 'off' },
  },
  {
    files: ['public/browser-check.js'],
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: {
        AbortSignal: 'readonly',
        BroadcastChannel: 'readonly',
        CSS: 'readonly',
        DecompressionStream: 'readonly',
        HTMLDialogElement: 'readonly',
        HTMLScriptElement: 'readonly',
        OffscreenCanvas: 'readonly',
        Uint8Array: 'readonly',
        Worker: 'readonly',
      },
    },
    rules: { 'no-unused-vars': ['error', { caughtErrors: 'none' }] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        Blob: 'readonly',
        File: 'readonly',
        URL: 'readonly',
        WebAssembly: 'readonly',
        clearTimeout: 'readonly',
        console: 'readonly',
        document: 'readonly',
        fetch: 'readonly',
        module: 'writable',
        navigator: 'readonly',
        performance: 'readonly',
        process: 'readonly',
        setTimeout: 'readonly',
        window: 'readonly',
      },
    },
  },
);
