import { LOW_HEIGHT, LOW_WIDTH, NARROW_WIDTH } from '../styles/screens.ts';

/** Least width of the grid and what stands beside it together, and least height of the window where that stands below, CSS pixels. */
const BESIDE_FROM = 600;
const BELOW_FROM = 720;

/** A browser's own bars come and go while a person scrolls, and take no more than this of the height, CSS pixels. */
const BARS = 120;

/** Largest share of the window that a panel takes, and of what panels leave that the companion takes. */
const MOST = { sidebar: 0.2, inspector: 0.28, companion: 0.52 };

/** The least and the most that a panel is ever wide, CSS pixels. */
export const BOUNDS = { sidebar: [180, 420], inspector: [240, 640], companion: [280, 1600] } as const;

/** A window, CSS pixels. */
export interface WindowSize {
  width: number;
  height: number;
}

/** Widths of the panels, CSS pixels. */
export interface PanelWidths {
  sidebar: number;
  inspector: number;
  companion: number;
}

/** How the explorer's panels share a window. */
export interface PanelRoom {
  /** Whether filters and inspector slide over the grid. */
  drawers: boolean;
  /** The widths wanted, as far as there is room for them. */
  widths: PanelWidths;
  /** The most that each may be wide here. */
  most: PanelWidths;
  /** Where a chart or map stands: beside the grid, below it, or in its place where neither leaves room. */
  companion: 'beside' | 'below' | 'instead';
}

/** Widths of the panels as long as nobody has set any: on a large screen they take more. @param width of the window, CSS pixels */
export function usualWidths(width: number): PanelWidths {
  return width >= 1800
    ? { sidebar: 280, inspector: 400, companion: 640 }
    : { sidebar: 240, inspector: 320, companion: 420 };
}

/**
 * Shares a window out, so that panels as wide as a larger one allowed leave the grid its columns.
 * @param window CSS pixels
 * @param wanted widths as set
 * @param shown whether filters and inspector are shown
 */
export function sharePanelRoom(
  window: WindowSize,
  wanted: PanelWidths,
  shown: { sidebar: boolean; inspector: boolean },
): PanelRoom {
  const { width, height } = window;
  const drawers = width < NARROW_WIDTH || (width < LOW_WIDTH && height < LOW_HEIGHT);
  const within = (panel: keyof PanelWidths, room: number): number => {
    const [least, most] = BOUNDS[panel];
    return Math.min(most, Math.max(least, Math.floor(MOST[panel] * room)));
  };
  const sidebar = within('sidebar', width);
  const inspector = within('inspector', width);
  const widths = {
    ...wanted,
    sidebar: Math.min(wanted.sidebar, sidebar),
    inspector: Math.min(wanted.inspector, inspector),
  };
  const taken = drawers ? 0 : (shown.sidebar ? widths.sidebar : 0) + (shown.inspector ? widths.inspector : 0);
  const companion = within('companion', width - taken);
  return {
    drawers,
    widths: { ...widths, companion: Math.min(wanted.companion, companion) },
    most: { sidebar, inspector, companion },
    companion: width - taken >= BESIDE_FROM ? 'beside' : height >= BELOW_FROM ? 'below' : 'instead',
  };
}

/**
 * The window to share out once it has changed: as high as before where bars of the browser or a keyboard on the screen took or gave
 * some of its height, so that neither moves what stands below the grid.
 * @param before what was shared out so far, CSS pixels
 * @param now the window, CSS pixels
 * @param typing whether a field for text has the keyboard
 */
export function steadyWindow(before: WindowSize, now: WindowSize, typing: boolean): WindowSize {
  if (now.width !== before.width) return now;
  const less = before.height - now.height;
  return Math.abs(less) <= BARS || (typing && less > 0) ? before : now;
}
