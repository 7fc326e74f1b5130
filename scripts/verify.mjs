// `npm test`, `npm run verify`: everything that CI checks, in order, up to the first failure.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensureBrowser } from './find-browser.mjs';
import { NO_FIREFOX, NO_WEBKIT, findFirefox, findWebKit } from './find-engines.mjs';
import { ROOT, runCommand, setUp } from './setup.mjs';

/** @import { ChildProcess } from 'node:child_process' */

/** Names on screen, and the script of package.json that each step runs. */
const SCRIPTS = [
  ['format', 'check:format'],
  ['lint', 'check:lint'],
  ['types', 'check:types'],
  ['reference', 'check:docs'],
  ['layers', 'check:layers'],
  ['unused code', 'check:unused'],
  ['build', 'build'],
  ['size budget', 'check:size'],
  ['tests in node', 'test:core'],
  // Apart: in one browser they stood still now and then.
  ['tests of the workers', 'test:workers'],
  ['tests in the browser', 'test:browser'],
  ['tests of the page', 'test:ui'],
  ['tests on a software GPU', 'test:gpu'],
  ['stories', 'test:e2e'],
];

/** What ends a run of the checks before its time. */
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM']);

class StepError extends Error {
  /** @override */
  name = 'SetupError';
}

/** Far longer than any step takes on a busy machine: what is still running by then hangs, and is to fail by its name. */
const LIMIT_MINUTES = 25;

/** @param {ChildProcess} child */
function killAll({ pid }) {
  if (pid === undefined) return;
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
  else process.kill(-pid, 'SIGKILL');
}

/**
 * Scripts whose tests end by themselves within a minute, each heard of as its file ends: one that says nothing for as long as this has a
 * browser that vitest waits for in vain, between two files, and is begun anew, once.
 */
const NEVER_SILENT = ['test:workers', 'test:browser', 'test:ui'];
const SILENCE_MINUTES = 6;

/**
 * Runs a script of package.json, in a process group of its own so that nothing it started outlives it.
 * @param {string} script
 * @param {boolean} again whether it may be begun anew where it stands still
 */
async function runScript(script, again = NEVER_SILENT.includes(script)) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', CI: '1' };
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    detached: process.platform !== 'win32',
    env: { ...process.env, ...colour },
  });
  let stoodStill = false;
  const stop = () => killAll(child);
  const limit = setTimeout(stop, LIMIT_MINUTES * 60_000);
  const silence = setTimeout(() => {
    stoodStill = again;
    if (stoodStill) stop();
  }, SILENCE_MINUTES * 60_000);
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from.on('data', (data) => {
      to.write(data);
      silence.refresh();
    });
  }
  for (const name of SIGNALS) process.once(name, stop);
  const [status, signal] = await once(child, 'exit');
  clearTimeout(limit);
  clearTimeout(silence);
  for (const name of SIGNALS) process.off(name, stop);
  if (stoodStill) {
    console.log(`\nnpm run ${script} said nothing for ${SILENCE_MINUTES} minutes: begun anew.`);
    return runScript(script, false);
  }
  if (signal) throw new StepError(`npm run ${script} was still running after ${LIMIT_MINUTES} minutes, or was stopped`);
  if (status !== 0) throw new StepError(`npm run ${script} failed`);
}

/**
 * Names on screen, and what each step does.
 * @param {boolean} otherBrowsers whether those that are not Chromium are there
 * @returns {[string, () => unknown][]}
 */
function stepsWith(otherBrowsers) {
  const scripts = otherBrowsers ? [...SCRIPTS, ['stories in Firefox and WebKit', 'test:engines']] : SCRIPTS;
  return [
    ['set-up', setUp],
    ['browser', () => (process.env.CHROME_PATH = ensureBrowser())],
    ...scripts.map(([name, script]) => /** @type {[string, () => unknown]} */ ([name, () => runScript(script)])),
  ];
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

await runCommand(async () => {
  const start = performance.now();
  const missing = [findFirefox() ? '' : NO_FIREFOX, findWebKit() ? '' : NO_WEBKIT].filter(Boolean);
  const steps = stepsWith(missing.length === 0);
  for (const [place, [name, run]] of steps.entries()) {
    const began = performance.now();
    console.log(`\n[${place + 1}/${steps.length}] ${name}`);
    try {
      await run();
    } catch (error) {
      throw new StepError(
        `${error instanceof Error ? error.message : error}\nverify: step “${name}” failed after ${seconds(began)}`,
      );
    }
    console.log(`${name}: ${seconds(began)}`);
  }
  console.log(`\nAll of it took ${seconds(start)}.`);
  if (missing.length > 0) console.log(`The stories in Firefox and WebKit were left out. ${missing.join(' ')}`);
  console.log(`verify: ${steps.length} steps passed`);
});
