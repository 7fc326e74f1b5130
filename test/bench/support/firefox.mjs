import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Names under which Firefox is installed. */
const NAMES = ['firefox', 'firefox-esr'];

/** Where Firefox finds its page, and where that sends what it has to say. */
const PAGE = '/bench-firefox';

/** @typedef {{ result?: any, error?: string }} Answer */

/**
 * What Firefox is asked at present.
 * @type {{ script: string, take: (answer: Answer) => void } | undefined}
 */
let asked;

/**
 * A plugin for Vite's server that serves `callInFirefox`. Playwright drives builds of Firefox of its own only, and not one that is
 * installed.
 * @returns {import('vite').Plugin}
 */
export function firefoxPage() {
  return {
    name: 'firefox-page',
    configureServer({ middlewares }) {
      middlewares.use(PAGE, (request, response) => {
        if (request.method !== 'POST') {
          response.setHeader('Content-Type', 'text/html');
          response.end(`<!doctype html><script type="module">${asked?.script}</script>`);
          return;
        }
        let body = '';
        request.on('data', (part) => (body += part));
        request.on('end', () => {
          response.end();
          asked?.take(JSON.parse(body));
        });
      });
    },
  };
}

/**
 * Calls an exported function of a module in a headless Firefox with a profile of its own.
 * @param {string} origin of a server with `firefoxPage()`
 * @param {string} module its path on that server @param {string} name of the function @param {unknown[]} args as JSON has them
 * @returns {Promise<any>} what it returns, as JSON has it
 */
export async function callInFirefox(origin, module, name, args) {
  const script = `
    const tell = (answer) => fetch('${PAGE}', { method: 'POST', body: JSON.stringify(answer) });
    import('${module}').then((module) => module.${name}(...${JSON.stringify(args)}))
      .then((result) => tell({ result }), (error) => tell({ error: String(error) }));`;
  /** @type {Promise<Answer>} */
  const answered = new Promise((take) => (asked = { script, take }));
  const profile = mkdtempSync(path.join(os.tmpdir(), 'bench-firefox-'));
  const firefox = await start(['--headless', '--no-remote', '--profile', profile, new URL(PAGE, origin).href]);
  const ended = once(firefox, 'exit');
  /** @type {Promise<Answer>} */
  const broken = ended.then(() => ({ error: 'Firefox ended too early.' }));
  try {
    const { result, error } = await Promise.race([answered, broken]);
    if (error !== undefined) throw new Error(error);
    return result;
  } finally {
    firefox.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @param {string[]} flags */
async function start(flags) {
  for (const name of NAMES) {
    const firefox = spawn(name, flags, { stdio: 'ignore' });
    const found = await once(firefox, 'spawn').catch(() => undefined);
    if (found) return firefox;
  }
  throw new Error(`Firefox was not found: install it as ${NAMES.join(' or ')}.`);
}
