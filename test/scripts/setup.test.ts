import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { findFirefox, findWebKit } from '../../scripts/find-engines.mjs';
import { ROOT, SOURCES, checkNode, isOutdated } from '../../scripts/setup.mjs';

describe('Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s is new enough', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(['20.18.3', '18.20.0', '8.0.0'])('%s is refused, and the sentence says which is needed', (version) => {
    expect(() => checkNode(version)).toThrow(`Node 20.19 or newer is needed; this is Node ${version}.`);
  });
});

describe('installed packages', () => {
  const wanted = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/lit': { version: '3.3.3' },
      'node_modules/fsevents': { version: '2.3.3', optional: true },
    },
  };
  const installed = (version: string) => ({ packages: { 'node_modules/lit': { version } } });

  it('are fine where only packages of other platforms are missing', () => {
    expect(isOutdated(wanted, installed('3.3.3'))).toBe(false);
  });

  it('are outdated where one is missing or has another version', () => {
    expect(isOutdated(wanted, installed('3.3.2'))).toBe(true);
    expect(isOutdated(wanted, { packages: {} })).toBe(true);
  });
});

describe('the build', () => {
  /** A file and all files of the repository that it imports, whichever way. */
  function importsOf(file: string, found = new Set<string>()): Set<string> {
    if (found.has(file)) return found;
    found.add(file);
    const imports = readFileSync(path.join(ROOT, file), 'utf8').matchAll(/\bfrom '(\.[^']+)'/g);
    for (const [, source] of imports) importsOf(path.join(path.dirname(file), source), found);
    return found;
  }

  it('is old when a file that its configuration imports has changed', () => {
    const files = [...importsOf('vite.config.ts')];
    expect(files).toContain(path.join('scripts', 'wasm-signatures.mjs'));
    const watched = SOURCES.map((source) => path.normalize(source));
    const missed = files.filter(
      (file) => !watched.some((source) => `${file}${path.sep}`.startsWith(source + path.sep)),
    );
    expect(missed).toEqual([]);
  });
});

describe('the browser', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-browser-'));
  const program = (name: string) => {
    writeFileSync(path.join(folder, name), '', { mode: 0o755 });
    return path.join(folder, name);
  };
  const chromium = program('chromium');
  const edge = program('microsoft-edge');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is the one that CHROME_PATH names', () => {
    expect(findBrowser({ platform: 'linux', env: { CHROME_PATH: edge, PATH: folder } })).toBe(edge);
  });

  it('is refused where CHROME_PATH names no program', () => {
    expect(() => findBrowser({ platform: 'linux', env: { CHROME_PATH: '/none', PATH: folder } })).toThrow(
      /CHROME_PATH/,
    );
  });

  it('is looked for on the path, Chromium before Edge', () => {
    expect(findBrowser({ platform: 'linux', env: { PATH: `/nowhere:${folder}` } })).toBe(chromium);
    expect(findBrowser({ platform: 'linux', env: { PATH: '/nowhere' } })).toBeUndefined();
  });

  it('may be Firefox too: the one that FIREFOX_PATH names, else the first on the path', () => {
    const firefox = program('firefox');
    expect(findFirefox({ env: { PATH: folder } })).toBe(firefox);
    expect(findFirefox({ env: { FIREFOX_PATH: edge, PATH: folder } })).toBe(edge);
    expect(() => findFirefox({ env: { FIREFOX_PATH: '/none', PATH: folder } })).toThrow(/FIREFOX_PATH/);
  });

  it('may be WebKitGTK too, where there is a display for it or one can be made', () => {
    const driver = program('WebKitWebDriver');
    expect(findWebKit({ env: { PATH: folder } })).toBeUndefined();
    expect(findWebKit({ env: { PATH: folder, DISPLAY: ':0' } })).toBe(driver);
    program('Xvfb');
    expect(findWebKit({ env: { PATH: folder } })).toBe(driver);
    expect(findWebKit({ env: { PATH: '/nowhere', DISPLAY: ':0' } })).toBeUndefined();
  });
});
