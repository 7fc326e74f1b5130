import { NO_FIREFOX, NO_WEBKIT, findFirefox, findWebKit } from '../../../scripts/find-engines.mjs';
import { DIST, buildIfOld } from '../../../scripts/setup.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { putOffFirstRanking } from '../../support/put-off-first-ranking.ts';
import type { EnginePage } from './engine-page.ts';
import { openFirefox } from './firefox.ts';
import { openWebKit } from './webkit.ts';

/** A browser that is not Chromium. */
export interface Engine {
  name: string;
  /** Why its stories are skipped; undefined where it is installed. */
  missing: string | undefined;
  /** Starts it with nothing stored. */
  start(): Promise<EnginePage>;
}

/** The browsers that every story of this folder runs in. */
export const ENGINES: readonly Engine[] = [
  { name: 'Firefox', missing: findFirefox() ? undefined : NO_FIREFOX, start: openFirefox },
  { name: 'WebKitGTK', missing: findWebKit() ? undefined : NO_WEBKIT, start: openWebKit },
];

/** The built page in a browser. */
export interface Visit {
  page: EnginePage;
  /** Ends the browser and the server. */
  end(): Promise<void>;
}

/** Builds the page where that is needed, serves it under a sub-path, and opens it in a browser. */
export async function visit(engine: Engine): Promise<Visit> {
  buildIfOld();
  const server = await serveFolder(DIST, { base: '/tools/second-look/' });
  const page = await engine.start();
  const end = () => page.close().finally(() => server.close());
  try {
    await page.open(server.url);
    await untilReady(page);
    await page.evaluate(putOffFirstRanking);
    return { page, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Waits until the page has read the store. */
export function untilReady(page: EnginePage): Promise<void> {
  return page.until('the page has read the store', () => window.look?.session.datasets);
}
