import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from './setup.mjs';

/** Flags for every headless start: no sandbox (root, containers), and no request of the browser's own. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Added where WebGPU or WebGL must run without a GPU: slow, but the same API. */
export const SOFTWARE_GPU_FLAGS = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--enable-unsafe-swiftshader',
  '--use-angle=swiftshader',
];

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Whether this path names a program that may be started.
 * @param {string} file
 */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Places where this platform keeps a Chromium, best first.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
function candidates(platform, env) {
  if (platform === 'darwin') {
    const roots = ['/Applications', path.join(env.HOME ?? '', 'Applications')];
    return roots.flatMap((root) => MAC_APPS.map((app) => `${root}/${app}.app/Contents/MacOS/${app}`));
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    return WINDOWS_PATHS.flatMap((tail) => roots.map((root) => `${root}\\${tail}`));
  }
  return onPath(LINUX_NAMES, env);
}

/**
 * Where programs of these names would lie in the folders of $PATH, the first name first.
 * @param {string[]} names
 * @param {NodeJS.ProcessEnv} env
 */
export function onPath(names, env = process.env) {
  const folders = (env.PATH ?? '').split(':').filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

/**
 * Finds an installed Chrome, Chromium or Edge.
 * @returns its path, or undefined where there is none
 * @throws SetupError where $CHROME_PATH is set but names no program
 */
export function findBrowser({ platform = process.platform, env = process.env } = {}) {
  if (env.CHROME_PATH) {
    if (isExecutable(env.CHROME_PATH)) return env.CHROME_PATH;
    throw new SetupError(`CHROME_PATH is set to ${env.CHROME_PATH}, which is not a program. Correct it or unset it.`);
  }
  return candidates(platform, env).find(isExecutable);
}

function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return (
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8')) && existsSync('/usr/bin/apt-get')
  );
}

/**
 * Finds a browser, or installs Debian's Chromium where that is possible: as root on Debian or Ubuntu.
 * @throws SetupError saying what to install
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (canInstall()) {
    console.log('No Chrome, Chromium or Edge found: installing chromium with apt-get.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        stdio: 'inherit',
        env,
      });
    } catch {
      // Told below, in words that say what to do.
    }
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new SetupError(
    'No browser found: install Google Chrome, Chromium or Microsoft Edge, or set CHROME_PATH to one.',
  );
}
