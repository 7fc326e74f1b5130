import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildIfOld, DIST } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { SCORE_METHODS } from '../../src/core/insights/methods.ts';
import { RELAXED_PROBE, type SimdVariant } from '../../workers/shared/simd-module.ts';
import { openBrowser, ready } from '../e2e/support/profile.ts';
import { LEARNING_MS } from './support/engine-page.ts';
import { ENGINES, visit } from './support/engines.ts';

/**
 * How far a score may be from Chromium's, absolute where it is below 1, else relative. V8 and SpiderMonkey bring the same exp and log, JavaScriptCore
 * takes the system's, whose doubles may differ in the last bit, and a float rounded from them in its own. No difference was ever measured.
 */
const ROUNDING: Record<string, number> = { Firefox: 0, WebKitGTK: 1e-6 };

/** Every score of every sample by its name, NaN where there is none. */
type Scores = Map<string, Float32Array>;

/** Runs a function in a page. */
type Evaluate = <T>(work: () => T | Promise<T>) => Promise<T>;

/** Runs in the page: starts the whole job with seed 1. The page says by `outcome` how it ended. */
function startJob(): void {
  const job = async () => {
    const { look } = window;
    await look.loadDemo();
    await look.perturb({ rate: 0.2, seed: 1 });
    await look.findSuspects({ train: { name: 'seed 1', recipe: 'quick', epochs: 1, seed: 1, backend: 'wasm' } });
  };
  const page = window as unknown as { outcome?: string };
  job().then(
    () => (page.outcome = 'scored'),
    (error: unknown) => (page.outcome = String(error)),
  );
}

/** Runs in the page: the scores as they lie in memory, in base64. */
function readScores(): [string, string][] {
  return [...window.look.dataset.table.scores.values()].map(({ key, values }) => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return [key, btoa(String.fromCharCode(...bytes))];
  });
}

/** Does the whole job in a page. @throws Error with what the page says, where it fails */
async function score(evaluate: Evaluate): Promise<Scores> {
  await evaluate(startJob);
  const outcome = () => evaluate(() => (window as unknown as { outcome?: string }).outcome ?? 'at work');
  await expect.poll(outcome, { timeout: LEARNING_MS }).not.toBe('at work');
  expect(await outcome()).toBe('scored');
  return new Map(
    (await evaluate(readScores)).map(([key, text]) => {
      const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
      return [key, new Float32Array(bytes.buffer)];
    }),
  );
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-plain-simd-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the built page that has no binary with relaxed SIMD: the plain one answers by its name too. */
function copyWithPlainSimd(): string {
  cpSync(DIST, folder, { recursive: true });
  const assets = path.join(folder, 'assets');
  const binaries = readdirSync(assets).filter((name) => name.endsWith('.wasm'));
  for (const module of ['kernels', 'analysis']) {
    const [plain, relaxed] = ['plain', 'relaxed'].map((variant) =>
      path.join(
        assets,
        binaries.find((name) => name.startsWith(`${module}-${variant}-`))!,
      ),
    );
    cpSync(plain, relaxed);
  }
  return folder;
}

async function scoreInChromium(variant: SimdVariant): Promise<Scores> {
  buildIfOld();
  const server = await serveFolder(variant === 'plain' ? copyWithPlainSimd() : DIST);
  const { page, close } = await openBrowser();
  try {
    await page.goto(server.url);
    await ready(page);
    return await score((work) => page.evaluate(work));
  } finally {
    await close();
    await server.close();
  }
}

/** How many scores differ by more than so much, and the first of them. */
function differences(ours: Float32Array, theirs: Float32Array, rounding: number): { count: number; first?: number[] } {
  const differing = [...ours.keys()].filter((i) => {
    const [a, b] = [ours[i], theirs[i]];
    return !Object.is(a, b) && !(Math.abs(a - b) <= rounding * Math.max(1, Math.abs(a)));
  });
  const [i] = differing;
  return differing.length === 0 ? { count: 0 } : { count: differing.length, first: [i, ours[i], theirs[i]] };
}

describe.each(ENGINES)('every score of the demo with seed 1, in $name and in Chromium', ({ name, ...engine }) => {
  // One multiply-add rounds once or twice, and after a few steps of training no digit is the same any more.
  it('is the same where both compute by the same instructions', async ({ skip }) => {
    skip(Boolean(engine.missing), engine.missing);
    const { page, end } = await visit({ name, ...engine });
    try {
      const relaxed = await page.evaluate((probe) => WebAssembly.validate(Uint8Array.from(probe)), [...RELAXED_PROBE]);
      const theirs = await score((work) => page.evaluate(work));
      const ours = await scoreInChromium(relaxed ? 'relaxed' : 'plain');
      expect([...theirs.keys()].sort()).toEqual([...SCORE_METHODS].sort());
      for (const [key, values] of ours) {
        expect(differences(values, theirs.get(key)!, ROUNDING[name]), key).toEqual({ count: 0 });
      }
    } finally {
      await end();
    }
  });
});
