import { describe, expect, it } from 'vitest';
import { BOUNDS, sharePanelRoom, steadyWindow, usualWidths } from '../../../src/ui/explore/panel-room.ts';

const BOTH = { sidebar: true, inspector: true };
const share = (width: number, height: number, wanted = usualWidths(width), shown = BOTH) =>
  sharePanelRoom({ width, height }, wanted, shown);

/** What a companion beside the grid leaves it, CSS pixels. */
function gridWidth(width: number, height: number, wanted = usualWidths(width)): number {
  const { widths, companion } = share(width, height, wanted);
  const middle = width - widths.sidebar - widths.inspector;
  return companion === 'beside' ? middle - widths.companion : middle;
}

describe('in a window that panels stand in', () => {
  it('the usual widths are given as they are, from 1280 pixels on', () => {
    expect(share(1920, 1080).widths).toEqual(usualWidths(1920));
    expect(share(1280, 720).widths).toMatchObject({ sidebar: 240, inspector: 320 });
  });

  it('panels as wide as 1920 pixels allow leave the grid three columns of 92 pixels at 1280', () => {
    const wide = usualWidths(1920);
    expect(gridWidth(1280, 720, wide)).toBeGreaterThanOrEqual(3 * 100 + 8);
    expect(share(1280, 720, wide).companion).toBe('beside');
  });

  it('a panel is never wider than a line can make it, nor thinner', () => {
    for (const width of [900, 1024, 1280, 1920, 3840]) {
      const { widths, most } = share(width, 800, { sidebar: 5000, inspector: 5000, companion: 5000 });
      expect(widths).toEqual(most);
      for (const [panel, [least, mostEver]] of Object.entries(BOUNDS)) {
        expect(widths[panel as keyof typeof BOUNDS], panel).toBeGreaterThanOrEqual(least);
        expect(widths[panel as keyof typeof BOUNDS], panel).toBeLessThanOrEqual(mostEver);
      }
    }
  });
});

describe('in a smaller window', () => {
  it('filters and inspector slide over the grid below 900 pixels, and take nothing from it', () => {
    expect(share(900, 720).drawers).toBe(false);
    expect(share(899, 720).drawers).toBe(true);
    expect(share(932, 430).drawers).toBe(true);
    expect(share(899, 720).companion).toBe('beside');
  });

  it('what stands beside the grid goes below it in a tall window, and takes its place in one that is small both ways', () => {
    expect(share(390, 844).companion).toBe('below');
    // Bars of 44 pixels under fingers would leave a map below the grid a strip.
    expect(share(390, 664).companion).toBe('instead');
    expect(share(360, 640).companion).toBe('instead');
    expect(share(640, 360).companion).toBe('beside');
  });
});

describe('when the window changes', () => {
  const phone = { width: 390, height: 664 };

  it('bars of the browser that come and go, and a keyboard on the screen, change nothing', () => {
    expect(steadyWindow(phone, { width: 390, height: 750 }, false)).toEqual(phone);
    expect(steadyWindow(phone, { width: 390, height: 580 }, false)).toEqual(phone);
    expect(steadyWindow(phone, { width: 390, height: 340 }, true)).toEqual(phone);
  });

  it('a window made smaller and a phone that is turned do', () => {
    for (const [now, typing] of [
      [{ width: 390, height: 400 }, false],
      [{ width: 390, height: 844 }, true],
      [{ width: 664, height: 330 }, true],
    ] as const) {
      expect(steadyWindow(phone, now, typing)).toEqual(now);
    }
  });
});
