import { expect } from 'vitest';
import { cdp } from 'vitest/browser';

/** A place in the page, CSS pixels. */
export interface Place {
  x: number;
  y: number;
}

/** Steps of a drag: as many moves as a finger makes. */
const STEPS = 8;

type TouchType = 'touchStart' | 'touchMove' | 'touchEnd';

/** What the browser itself makes of fingers on the screen: pointer events, scrolling, clicks. */
async function send(type: TouchType, fingers: readonly Place[]): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0, width: innerWidth };
  const scale = frame.width / innerWidth;
  const touchPoints = fingers.map(({ x, y }, id) => ({ x: frame.left + x * scale, y: frame.top + y * scale, id }));
  await (cdp() as unknown as Devtools).send('Input.dispatchTouchEvent', { type, touchPoints });
}

interface Devtools {
  send(method: string, params: object): Promise<void>;
}

/** The middle of an element. */
export function middleOf(element: Element): Place {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Taps with one finger. */
export async function tap(at: Place): Promise<void> {
  await send('touchStart', [at]);
  await send('touchEnd', []);
}

/** Lets a finger rest until the page shows that it does, then lifts it. */
export async function hold(at: Place, shows: () => boolean): Promise<void> {
  await send('touchStart', [at]);
  await expect.poll(shows, { message: 'the finger rests', timeout: 10_000 }).toBe(true);
  await send('touchEnd', []);
}

/** Draws with one finger along places. */
export async function draw(...places: readonly Place[]): Promise<void> {
  await drawTogether(places);
}

/** Draws with several fingers at once, each along places of its own, as many as the others. */
export async function drawTogether(...paths: readonly (readonly Place[])[]): Promise<void> {
  await send(
    'touchStart',
    paths.map((path) => path[0]),
  );
  for (let leg = 1; leg < paths[0].length; leg++) {
    for (let step = 1; step <= STEPS; step++) {
      const between = (from: number, to: number): number => from + ((to - from) * step) / STEPS;
      await send(
        'touchMove',
        paths.map((path) => ({
          x: between(path[leg - 1].x, path[leg].x),
          y: between(path[leg - 1].y, path[leg].y),
        })),
      );
    }
  }
  await send('touchEnd', []);
}
