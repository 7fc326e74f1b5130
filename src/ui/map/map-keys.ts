/** Pixels that an arrow key moves the map by, and the factor that + enlarges it by. */
const STEP = 60;
const ZOOM = 1.3;

/** What a key asks of the map. */
export type MapKey =
  { what: 'pan'; dx: number; dy: number } | { what: 'zoom'; factor: number } | { what: 'fit' | 'clear' | 'look' };

const KEYS: Record<string, MapKey> = {
  ArrowLeft: { what: 'pan', dx: STEP, dy: 0 },
  ArrowRight: { what: 'pan', dx: -STEP, dy: 0 },
  ArrowUp: { what: 'pan', dx: 0, dy: STEP },
  ArrowDown: { what: 'pan', dx: 0, dy: -STEP },
  '+': { what: 'zoom', factor: ZOOM },
  '=': { what: 'zoom', factor: ZOOM },
  '-': { what: 'zoom', factor: 1 / ZOOM },
  _: { what: 'zoom', factor: 1 / ZOOM },
  '0': { what: 'fit' },
  Home: { what: 'fit' },
  Escape: { what: 'clear' },
  Enter: { what: 'look' },
};

/** What a key asks, or null where it means nothing here. */
export const mapKey = (key: string): MapKey | null => KEYS[key] ?? null;

/** The keys, as a widget tells them to assistive technology. */
export const MAP_SHORTCUTS = Object.keys(KEYS).join(' ');
