/** How a person has set the explorer up; outlives the page. */
export interface ExplorePreferences {
  /** Side of a tile, CSS pixels. */
  tile: number;
  sidebar: boolean;
  inspector: boolean;
}

const KEY = 'second-look:explore';
const DEFAULTS: ExplorePreferences = { tile: 92, sidebar: true, inspector: true };

/** What was set last; what was not is as it comes. */
export function readPreferences(): ExplorePreferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<ExplorePreferences>) };
  } catch {
    return DEFAULTS;
  }
}

/** Remembers it. */
export function keepPreferences(preferences: ExplorePreferences): void {
  localStorage.setItem(KEY, JSON.stringify(preferences));
}
