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
  /** Opens another tab in front of it. */
  hide(): Promise<void>;
  close(): Promise<void>;
}

/** Opens `url` in a browser of its own, in a tab that only the bare DevTools protocol knows. */
export async function openPlainPage(url: string): Promise<PlainPage> {
  const browser: Browser = await chromium.launch({
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    ignoreDefaultArgs: KEEP_BUSY,
  });
  const devtools: CDPSession = await browser.newBrowserCDPSession();
  const { browserContextId } = await devtools.send('Target.createBrowserContext');
  const { targetId } = await devtools.send('Target.createTarget', { url, browserContextId });
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });

  interface Answer {
    id: number;
    result?: { result: { value: unknown }; exceptionDetails?: unknown };
  }
  let nextId = 1;
  const waiting = new Map<number, (answer: Answer) => void>();
  devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    waiting.get(answer.id)?.(answer);
  });
  return {
    evaluate: async <T>(expression: string) => {
      const id = nextId++;
      const params = { expression, awaitPromise: true, returnByValue: true };
      const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      await devtools.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method: 'Runtime.evaluate', params }),
      });
      const { result } = await answer;
      if (!result || result.exceptionDetails) throw new Error(JSON.stringify(result?.exceptionDetails ?? 'no answer'));
      return result.result.value as T;
    },
    hide: async () => {
      const front = await devtools.send('Target.createTarget', {
        url: 'about:blank',
        browserContextId,
        newWindow: false,
      });
      await devtools.send('Target.activateTarget', { targetId: front.targetId });
    },
    close: () => browser.close(),
  };
}
