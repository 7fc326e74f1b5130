import type { CDPSession, Locator, Page } from 'playwright';

/** A place in the window, CSS pixels. */
export interface Place {
  x: number;
  y: number;
}

/** Longer than a finger rests for a hold. */
const HELD_MS = 900;

/** Moves of a finger from one place to the next. */
const STEPS = 6;

/** Fingers on a page, as the screen tells the browser of them. */
export class Fingers {
  private constructor(private readonly devtools: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** Taps a place. */
  async tap(at: Place): Promise<void> {
    await this.touch('touchStart', [at]);
    await this.touch('touchEnd', []);
  }

  /** Rests on a place, then lifts. */
  async hold(at: Place): Promise<void> {
    await this.touch('touchStart', [at]);
    await new Promise((resolve) => setTimeout(resolve, HELD_MS));
    await this.touch('touchEnd', []);
  }

  /** Draws with one finger from place to place. */
  async draw(places: readonly Place[]): Promise<void> {
    await this.touch('touchStart', [places[0]]);
    for (const [k, to] of places.slice(1).entries()) {
      const from = places[k];
      for (let step = 1; step <= STEPS; step++) {
        const share = step / STEPS;
        await this.touch('touchMove', [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
      }
    }
    await this.touch('touchEnd', []);
  }

  private async touch(type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Place[]): Promise<void> {
    await this.devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

/** A place inside an element, by shares of its width and height. */
export async function placeIn(element: Locator, across: number, down: number): Promise<Place> {
  const box = (await element.boundingBox())!;
  return { x: box.x + across * box.width, y: box.y + down * box.height };
}
