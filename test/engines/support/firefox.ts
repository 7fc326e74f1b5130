import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type KeyInput, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/find-engines.mjs';
import { EnginePage } from './engine-page.ts';

/** Firefox without a window, through WebDriver BiDi, with a profile of its own and its preferences as a person finds them. */
class FirefoxPage extends EnginePage {
  constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    readonly version: string,
    protected readonly downloads: string,
  ) {
    super();
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async press(chord: string): Promise<void> {
    const keys = chord.split('+') as KeyInput[];
    for (const key of keys) await this.page.keyboard.down(key);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  protected evaluateText(expression: string): Promise<unknown> {
    return this.page.evaluate(expression);
  }

  protected async clickAt({ x, y }: { x: number; y: number }): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  protected async giveFiles(field: string, files: string[]): Promise<void> {
    const handle = (await this.page.evaluateHandle(field)) as ElementHandle<HTMLInputElement>;
    await handle.uploadFile(...files);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.downloads, { recursive: true, force: true });
  }
}

/** Starts Firefox at 1280×720. @throws Error where there is none, or it does not start */
export async function openFirefox(): Promise<EnginePage> {
  const downloads = mkdtempSync(path.join(os.tmpdir(), 'second-look-firefox-'));
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: findFirefox(),
      extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': downloads },
    });
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    return new FirefoxPage(browser, page, await browser.version(), downloads);
  } catch (error) {
    rmSync(downloads, { recursive: true, force: true });
    throw error;
  }
}
