import { LABELS_CAPTION } from './captions.ts';
import type { CompanionName } from './companions.ts';

/** How a person has set the explorer up; outlives the page. */
export interface ExplorePreferences {
  /** Side of a tile, CSS pixels. */
  tile: number;
  /** Paths of what the captions say. */
  captions: string[];
  /** Field by which tiles are grouped. */
  groupBy: string | null;
  sidebar: boolean;
  inspector: boolean;
  /** Sections of the sidebar that a person opened or closed, by what is in them; the others are as they come. */
  sections: Record<string, boolean>;
  /** Widths of the panels, CSS pixels. */
  sidebarWidth: number;
  inspectorWidth: number;
  companionWidth: number;
  /** What stands beside the grid. */
  companion: CompanionName | null;
}

const KEY = 'second-look:explore';
/** On a large screen the panels may take more. */
const LARGE = innerWidth >= 1800;
const DEFAULTS: ExplorePreferences = {
  tile: 92,
  captions: [LABELS_CAPTION],
  groupBy: null,
  sidebar: true,
  inspector: true,
  sections: {},
  sidebarWidth: LARGE ? 280 : 240,
  inspectorWidth: LARGE ? 400 : 320,
  companionWidth: LARGE ? 640 : 420,
  companion: null,
};

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
