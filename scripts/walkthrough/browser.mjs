import { mkdtempSync, readdirSync, rmSync, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, SOFTWARE_GPU_FLAGS } from '../find-browser.mjs';

/** @import { BackendName } from '../../src/core/training/recipe.ts' */

/** Lets a headless Chromium use a GPU for WebGPU, where Linux would not by itself. */
const GPU_FLAGS = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];

/** Whether this machine seems to have a GPU; away from Linux every one has. */
function hasGpu() {
  if (process.platform !== 'linux') return true;
  if (existsSync('/dev/nvidia0') || existsSync('/dev/dxg')) return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}

/** @param {BackendName | 'auto'} backend */
function flagsFor(backend) {
  if (hasGpu()) return [...BROWSER_FLAGS, ...GPU_FLAGS];
  return backend === 'webgpu' || backend === 'webgl' ? [...BROWSER_FLAGS, ...SOFTWARE_GPU_FLAGS] : BROWSER_FLAGS;
}

/**
 * Starts a headless Chromium with an empty profile on disk: a private window would keep whole data sets in memory.
 * @param {string} executablePath
 * @param {BackendName | 'auto'} backend what the page will train on
 * @returns its only page, and a function that ends it; the profile goes with the process
 */
export async function openBrowser(executablePath, backend) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'second-look-'));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  // Ctrl+C ends the process without coming back here.
  process.once('exit', removeProfile);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: flagsFor(backend),
    serviceWorkers: 'block',
  });
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    close: () => context.close(),
  };
}
