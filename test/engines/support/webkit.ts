import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findWebKit } from '../../../scripts/find-engines.mjs';
import { EnginePage } from './engine-page.ts';
import { endProgram, freePort, removeFolder, startXvfb, untilAnswered } from './programs.ts';
import { WebDriverSession, type DriverElement } from './webdriver.ts';

/** Off in WebKitGTK's own small browser, on in Safari. */
const FEATURES = '--features=+StorageAPI,+StorageAPIEstimate';

/** Keys that type nothing: https://www.w3.org/TR/webdriver2/#keyboard-actions. */
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Home: '\uE011',
  ArrowRight: '\uE014',
};

/** What stands behind a page of WebKitGTK: its driver, the display it draws on, and a home folder of its own. */
interface Machinery {
  driver: ChildProcess;
  xvfb: ChildProcess | undefined;
  home: string;
}

/** Ends all of it, whatever of it there is. */
async function takeDown({ driver, xvfb, home }: Machinery): Promise<void> {
  await endProgram(driver);
  if (xvfb) await endProgram(xvfb);
  await removeFolder(home);
}

/** WebKitGTK's small browser through its driver, with nothing kept from one start to the next. */
class WebKitPage extends EnginePage {
  readonly version: string;

  constructor(
    private readonly session: WebDriverSession,
    private readonly machinery: Machinery,
    protected readonly downloads: string,
  ) {
    super();
    const { browserName, browserVersion } = session.capabilities;
    this.version = `${browserName}/${browserVersion}`;
  }

  async open(url: string): Promise<void> {
    await this.session.post('/url', { url });
  }

  async reload(): Promise<void> {
    await this.session.post('/refresh');
  }

  async press(chord: string): Promise<void> {
    const keys = chord.split('+').map((key) => KEYS[key] ?? key);
    const down = keys.map((value) => ({ type: 'keyDown', value }));
    const up = keys.reverse().map((value) => ({ type: 'keyUp', value }));
    await this.session.post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }] });
  }

  protected evaluateText(expression: string): Promise<unknown> {
    return this.session.execute(expression);
  }

  protected async clickAt({ x, y }: { x: number; y: number }): Promise<void> {
    const move = { type: 'pointerMove', x, y, origin: 'viewport', duration: 0 };
    const press = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.session.post('/actions', { actions: [{ type: 'pointer', id: 'mouse', actions: [move, ...press] }] });
  }

  protected async giveFiles(field: string, files: string[]): Promise<void> {
    const element = (await this.session.execute(field)) as DriverElement;
    await this.session.typeInto(element, files.join('\n'));
  }

  async close(): Promise<void> {
    await this.session.end().finally(() => takeDown(this.machinery));
  }
}

/** A home folder without anything in it but where downloads go. */
function makeHome(): { home: string; downloads: string } {
  const home = mkdtempSync(path.join(os.tmpdir(), 'second-look-webkit-'));
  const downloads = path.join(home, 'downloads');
  mkdirSync(downloads);
  mkdirSync(path.join(home, '.config'));
  writeFileSync(path.join(home, '.config/user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/downloads"\n');
  return { home, downloads };
}

/** Starts WebKitGTK's small browser, 1280 wide, on the display there is or on one in memory. @throws Error where it does not start */
export async function openWebKit(): Promise<EnginePage> {
  const { home, downloads } = makeHome();
  const made = process.env.DISPLAY ? undefined : await startXvfb();
  const port = await freePort();
  const env = { ...process.env, DISPLAY: made?.display ?? process.env.DISPLAY, HOME: home };
  const xdg = { XDG_CONFIG_HOME: path.join(home, '.config'), XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
  const driver = spawn(findWebKit()!, [`--port=${port}`], { env: { ...env, ...xdg }, stdio: 'ignore' });
  const machinery = { driver, xvfb: made?.xvfb, home };
  try {
    const address = `http://127.0.0.1:${port}`;
    await untilAnswered(`${address}/status`);
    const session = await WebDriverSession.start(address, {
      'webkitgtk:browserOptions': { args: ['--automation', FEATURES] },
    });
    await session.post('/window/rect', { width: 1280, height: 760 });
    return new WebKitPage(session, machinery, downloads);
  } catch (error) {
    await takeDown(machinery);
    throw error;
  }
}
