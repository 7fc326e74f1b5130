// What every command needs before it can start. Imports nothing but Node's own modules: it runs before they are installed.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the built page lies. */
export const DIST = path.join(ROOT, 'dist');

const OLDEST_NODE = [20, 19];

/** What the build is made of: files and folders, from the repository's root. */
export const SOURCES = [
  'LICENSE',
  'NOTICE',
  'docs',
  'index.html',
  'package-lock.json',
  'package.json',
  'public',
  'scripts/content-policy.ts',
  'scripts/emoji-32',
  'scripts/help-pages.ts',
  'scripts/notices.ts',
  'scripts/share-tags.ts',
  'scripts/wasm-kernels.ts',
  'scripts/wasm-signatures.mjs',
  'src',
  'vite.config.ts',
  'workers',
];

/** A failure that is told in one line, without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}

/** @throws SetupError where Node is older than 20.19 */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetupError(
    `Node ${OLDEST_NODE.join('.')} or newer is needed; this is Node ${version}. See https://nodejs.org.`,
  );
}

/**
 * What npm says of packages, by their folders.
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, peer?: boolean, devOptional?: boolean }} Locked
 * @typedef {{ packages: Record<string, Locked> }} Lock
 */

/**
 * Whether packages are missing or have another version than package-lock.json says. By contents: files' times change
 * with every checkout. Optional packages may be missing, being for other platforms.
 * @param {Lock} wanted package-lock.json, parsed
 * @param {Lock} installed node_modules/.package-lock.json, parsed
 */
export function isOutdated(wanted, installed) {
  return Object.entries(wanted.packages).some(([place, entry]) => {
    if (place === '' || entry.link) return false;
    const own = installed.packages[place];
    return own ? own.version !== entry.version : !(entry.optional || entry.peer || entry.devOptional);
  });
}

/**
 * @param {string} file
 * @returns {Lock}
 */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

function installMissing() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(path.join(ROOT, installed)) && !isOutdated(readJson('package-lock.json'), readJson(installed))) return;
  console.log('Installing packages …');
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  } catch {
    throw new SetupError('npm ci failed; the lines above say why. Nothing was built.');
  }
}

/** Checks Node and installs what is missing. @throws SetupError */
export function setUp() {
  checkNode();
  installMissing();
}

/**
 * The time of the newest file in a file or folder; 0 where there is none.
 * @param {string} place
 * @returns {number}
 */
function newest(place) {
  if (!existsSync(place)) return 0;
  const status = statSync(place);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}

/** Builds dist/ where it is missing or older than what it is made of. @throws SetupError where the build fails */
export function buildIfOld() {
  const built = newest(path.join(DIST, 'index.html'));
  if (built > Math.max(...SOURCES.map((source) => newest(path.join(ROOT, source))))) return;
  console.error('Building …');
  try {
    const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
    // Tests that build set another environment, which would put Lit's development build into the page.
    const env = { ...process.env, NODE_ENV: 'production' };
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, env, stdio: ['ignore', 2, 2] });
  } catch {
    throw new SetupError('The build failed; the lines above say why.');
  }
}

/**
 * Runs a command's main function: a failure that is for people ends it with one line and exit code 1.
 * @param {() => Promise<void>} main
 */
export async function runCommand(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'SetupError')) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
