import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS, SOFTWARE_GPU_FLAGS, findBrowser } from './scripts/find-browser.mjs';
import { testArchives } from './scripts/test-archives.mjs';

const GPU_TESTS = 'test/workers/engine/**/*.gpu.test.ts';

/**
 * Where Vite looks for packages before the first test: one that it met later would reload the page in the middle of a run.
 * AssemblyScript is no TypeScript; a single such file ends the whole search.
 */
const SCANNED = [
  '{src,workers,test/workers,test/ui,test/tasks,test/store,test/api,test/support}/**/*.ts',
  '!**/assembly/**',
];

/** One project that runs in a real, headless Chromium. One file at a time: they share an origin, and so a database. */
function browserProject(name: string, flags: string[], files: { include: string[]; exclude?: string[] }) {
  return {
    extends: './vite.config.ts' as const,
    plugins: [testArchives()],
    optimizeDeps: { entries: SCANNED },
    test: {
      name,
      ...files,
      fileParallelism: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // A busy machine may need longer than the usual second to show what is waited for.
      expect: { poll: { timeout: 10_000 } },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        viewport: { width: 1280, height: 720 },
        provider: playwright({ launchOptions: { executablePath: findBrowser(), args: flags } }),
        instances: [{ browser: 'chromium' as const }],
      },
    },
  };
}

/** A project of stories, each of which drives a browser over the built page. */
function storiesProject(name: string) {
  return {
    test: {
      name,
      environment: 'node' as const,
      include: [`test/${name}/**/*.test.ts`],
      fileParallelism: false,
      // For a story that hangs; beside much other work one may need ten times as long as on a quiet machine.
      testTimeout: 900_000,
      hookTimeout: 900_000,
      expect: { poll: { timeout: 60_000 } },
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/{core,scripts}/**/*.test.ts'],
          // For a test that hangs: one that takes a second on a quiet machine needs ten beside much other work.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      browserProject('browser', BROWSER_FLAGS, {
        include: ['test/{workers,tasks,store,api}/**/*.test.ts'],
        exclude: [GPU_TESTS],
      }),
      // In a browser of its own: one that has run all tests of workers passes touches on no longer.
      browserProject('ui', BROWSER_FLAGS, { include: ['test/ui/**/*.test.ts'] }),
      browserProject('browser-gpu', [...BROWSER_FLAGS, ...SOFTWARE_GPU_FLAGS], { include: [GPU_TESTS] }),
      storiesProject('e2e'),
      storiesProject('engines'),
    ],
  },
});
