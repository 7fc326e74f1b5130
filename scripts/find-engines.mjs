// Browsers other than Chromium, for the stories that run in them.
import { isExecutable, onPath } from './find-browser.mjs';
import { SetupError } from './setup.mjs';

/** What to do where Firefox is missing. */
export const NO_FIREFOX = 'Firefox is missing: install firefox-esr or firefox, or set FIREFOX_PATH to it.';

/** What to do where WebKitGTK's driver is missing, or the display that it draws on. */
export const NO_WEBKIT = 'WebKitGTK is missing: install webkit2gtk-driver and xvfb.';

const MAC_FIREFOX = '/Applications/Firefox.app/Contents/MacOS/firefox';

/**
 * Finds an installed Firefox.
 * @returns its path, or undefined where there is none
 * @throws SetupError where $FIREFOX_PATH is set but names no program
 */
export function findFirefox({ env = process.env } = {}) {
  if (env.FIREFOX_PATH) {
    if (isExecutable(env.FIREFOX_PATH)) return env.FIREFOX_PATH;
    throw new SetupError(`FIREFOX_PATH is set to ${env.FIREFOX_PATH}, which is not a program. Correct it or unset it.`);
  }
  return [...onPath(['firefox-esr', 'firefox'], env), MAC_FIREFOX].find(isExecutable);
}

/**
 * Finds WebKitGTK's driver, which starts the small browser beside it.
 * @returns its path, or undefined where it is missing, or there is neither a display nor Xvfb
 */
export function findWebKit({ env = process.env } = {}) {
  const driver = onPath(['WebKitWebDriver'], env).find(isExecutable);
  return env.DISPLAY || onPath(['Xvfb'], env).some(isExecutable) ? driver : undefined;
}
