/** How a driver names an element that it holds: https://www.w3.org/TR/webdriver2/#elements. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** An element of the page that a script answered with. */
export type DriverElement = Record<typeof ELEMENT, string>;

/** One session of a browser by the W3C's WebDriver: https://www.w3.org/TR/webdriver2/. */
export class WebDriverSession {
  private constructor(
    private readonly url: string,
    /** What the browser says of itself. */
    readonly capabilities: { browserName: string; browserVersion: string },
  ) {}

  /** Starts a browser by the driver that answers at this address. @throws Error with the driver's message */
  static async start(driver: string, wanted: object): Promise<WebDriverSession> {
    const { sessionId, capabilities } = (await send(driver, 'POST', '/session', {
      capabilities: { alwaysMatch: wanted },
    })) as { sessionId: string; capabilities: WebDriverSession['capabilities'] };
    return new WebDriverSession(`${driver}/session/${sessionId}`, capabilities);
  }

  /** A command of the session by its path and what it takes. @throws Error with the driver's message */
  post(command: string, body: object = {}): Promise<unknown> {
    return send(this.url, 'POST', command, body);
  }

  /** Evaluates an expression in the page; an element is answered as its name. */
  execute(expression: string): Promise<unknown> {
    return this.post('/execute/sync', { script: `return ${expression}`, args: [] });
  }

  /** Types a text into an element; into a file's field, paths with line breaks between. */
  typeInto(element: DriverElement, text: string): Promise<unknown> {
    return this.post(`/element/${element[ELEMENT]}/value`, { text });
  }

  /** Ends the session, and its browser. */
  async end(): Promise<void> {
    await send(this.url, 'DELETE', '');
  }
}

async function send(driver: string, method: string, command: string, body?: object): Promise<unknown> {
  const response = await fetch(driver + command, { method, body: body && JSON.stringify(body) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  throw new Error(`${command}: ${(value as { message: string }).message}`);
}
