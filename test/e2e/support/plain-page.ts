import { chromium, type Browser, type CDPSession } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../../scripts/find-browser.mjs';

/** Flags of Playwright's that keep hidden pages as busy as shown ones; a person's browser has none of them. */
const KEEP_BUSY = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** A page as a person's browser has it, which Playwright's own never is: those pass for visible and focused always. */
export interface PlainPage {
  /** Evaluates an expression in the page and awaits it. */
  evaluate<T>(expression: string): Promise<T>;
  /** Opens another tab in front of it, and waits until the page knows that it is hidden. */
  hide(): Promise<void>;
  close(): Promise<void>;
}

/** What the page's target answers to a message. */
interface Answer {
  id: number;
  result?: unknown;
  error?: { message: string };
}

/** Of DevTools' Runtime.evaluate. */
interface Evaluated {
  result: { value: unknown };
  exceptionDetails?: unknown;
}

/**
 * Opens `url` in a browser of its own, in a tab that only the bare DevTools protocol knows.
 * @throws Error where nothing answers at `url`
 */
export async function openPlainPage(url: string): Promise<PlainPage> {
  const browser: Browser = await chromium.launch({
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    ignoreDefaultArgs: KEEP_BUSY,
  });
  const devtools: CDPSession = await browser.newBrowserCDPSession();
  const { browserContextId } = await devtools.send('Target.createBrowserContext');
  const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });

  let nextId = 1;
  const waiting = new Map<number, (answer: Answer) => void>();
  devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const send = async (method: string, params: object): Promise<unknown> => {
    const id = nextId++;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    await devtools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const evaluate = async <T>(expression: string): Promise<T> => {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = (await send('Runtime.evaluate', params)) as Evaluated;
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value as T;
  };

  // Answered once the new document stands; a target that is made with its URL may still navigate while it is spoken to.
  const { errorText } = (await send('Page.navigate', { url })) as { errorText?: string };
  if (errorText) throw new Error(`${url}: ${errorText}`);
  return {
    evaluate,
    hide: async () => {
      const front = await devtools.send('Target.createTarget', {
        url: 'about:blank',
        browserContextId,
        newWindow: false,
      });
      await devtools.send('Target.activateTarget', { targetId: front.targetId });
      await evaluate(`new Promise((resolve) => {
        const look = () => document.visibilityState === 'hidden' && resolve();
        document.addEventListener('visibilitychange', look);
        look();
      })`);
    },
    close: () => browser.close(),
  };
}
