import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { recall, remember } from '../../tasks/remembered.ts';
import { LABELS_CAPTION } from '../grid/captions.ts';
import type { CompanionName } from '../events/explore-events.ts';
import { usualWidths } from './panel-room.ts';

/** How a person has set the explorer up; kept when the page is closed. */
export interface ExplorePreferences {
  /** Side of a tile, CSS pixels. */
  tile: number;
  /** Paths of what the captions say. */
  captions: string[];
  /** Whether labels known to be wrong are marked, and true ones shown: that gives the answer away. */
  truth: boolean;
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
const USUAL = {
  tile: 92,
  captions: [LABELS_CAPTION],
  truth: false,
  sidebar: true,
  inspector: true,
  sections: {},
  companion: null,
};

/** Milliseconds without a change after which what was set is written: a zoom or a drag changes it at every frame. */
const KEEP_AFTER_MS = 300;

/** What a person has set; a change renders the host anew and is remembered. */
export class Preferences implements ReactiveController {
  /** What a person has set themselves. Only that is kept: the rest follows the window. */
  private own = readPreferences();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.keep);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.keep);
    this.keep();
  }

  /** All of it; what was not set is as it comes in a window of this width. */
  get values(): ExplorePreferences {
    const { sidebar: sidebarWidth, inspector: inspectorWidth, companion: companionWidth } = usualWidths(innerWidth);
    return { ...USUAL, sidebarWidth, inspectorWidth, companionWidth, ...this.own };
  }

  /** Sets some of it. */
  set(changes: Partial<ExplorePreferences>): void {
    this.own = { ...this.own, ...changes };
    clearTimeout(this.timer);
    this.timer = setTimeout(this.keep, KEEP_AFTER_MS);
    this.host.requestUpdate();
  }

  private readonly keep = (): void => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    remember(KEY, JSON.stringify(this.own));
  };
}

/** What was set last. */
function readPreferences(): Partial<ExplorePreferences> {
  try {
    return JSON.parse(recall(KEY) ?? '{}') as Partial<ExplorePreferences>;
  } catch {
    return {};
  }
}
