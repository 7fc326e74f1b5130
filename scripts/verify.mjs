// `npm test`, `npm run verify`: everything that CI checks, in order, up to the first failure.
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './find-browser.mjs';
import { ROOT, runCommand, setUp } from './setup.mjs';

/** Names on screen, and the script of package.json that each step runs. */
const SCRIPTS = [
  ['format', 'check:format'],
  ['lint', 'check:lint'],
  ['types', 'check:types'],
  ['layers', 'check:layers'],
  ['unused code', 'check:unused'],
  ['build', 'build'],
  ['size budget', 'check:size'],
  ['tests in node', 'test:core'],
  ['tests in the browser', 'test:browser'],
  ['tests on a software GPU', 'test:gpu'],
  ['stories', 'test:e2e'],
];

class StepError extends Error {
  name = 'SetupError';
}

function runScript(script) {
  const colour = process.stdout.isTTY ? {} : { NO_COLOR: '1', CI: '1' };
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...colour },
  });
  if (status !== 0) throw new StepError(`npm run ${script} failed`);
}

const steps = [
  ['set-up', setUp],
  ['browser', () => (process.env.CHROME_PATH = ensureBrowser())],
  ...SCRIPTS.map(([name, script]) => [name, () => runScript(script)]),
];

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

await runCommand(() => {
  const start = performance.now();
  for (const [place, [name, run]] of steps.entries()) {
    const began = performance.now();
    console.log(`\n[${place + 1}/${steps.length}] ${name}`);
    try {
      run();
    } catch (error) {
      throw new StepError(`${error.message}\nverify: step “${name}” failed after ${seconds(began)}`);
    }
    console.log(`${name}: ${seconds(began)}`);
  }
  console.log(`\nAll of it took ${seconds(start)}.`);
  console.log(`verify: ${steps.length} steps passed`);
});
