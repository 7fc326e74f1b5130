import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import '../kit/divider.ts';
import '../kit/drawer.ts';
import { focusedElement } from '../kit/focused.ts';
import {
  BOUNDS,
  sharePanelRoom,
  steadyWindow,
  type PanelRoom,
  type PanelWidths,
  type WindowSize,
} from './panel-room.ts';
import type { Preferences } from './preferences.ts';

/** What stands at a side of the explorer. */
export type PanelName = 'sidebar' | 'inspector';

const TITLES: Record<PanelName, string> = { sidebar: 'Filters', inspector: 'Inspector' };

/**
 * Filters and inspector beside the grid where there is room, else each in a drawer over it. What stands beside it is remembered; a
 * drawer is closed to begin with, and one is open at a time.
 */
export class SidePanels implements ReactiveController {
  /** How the window is shared out, as of the last update. */
  room!: PanelRoom;
  private drawer: PanelName | null = null;
  private window: WindowSize = { width: 0, height: 0 };

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly preferences: Preferences,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('resize', this.onResize);
    this.window = { width: innerWidth, height: innerHeight };
  }

  hostUpdate(): void {
    const { sidebarWidth, inspectorWidth, companionWidth, sidebar, inspector } = this.preferences.values;
    const wanted = { sidebar: sidebarWidth, inspector: inspectorWidth, companion: companionWidth };
    this.room = sharePanelRoom(this.window, wanted, { sidebar, inspector });
    if (!this.room.drawers) this.drawer = null;
  }

  hostDisconnected(): void {
    window.removeEventListener('resize', this.onResize);
    this.drawer = null;
  }

  /** The panel that covers the grid now, or null. */
  get covering(): PanelName | null {
    return this.drawer;
  }

  /** Whether a panel is in sight. */
  isOpen(panel: PanelName): boolean {
    return this.room.drawers ? this.drawer === panel : this.preferences.values[panel];
  }

  /** Shows a panel, or puts it away. */
  set(panel: PanelName, open: boolean): void {
    if (!this.room.drawers) return this.preferences.set({ [panel]: open });
    this.drawer = open ? panel : null;
    this.host.requestUpdate();
  }

  /** Style of a panel that stands beside the grid; a drawer has a width of its own. */
  widthOf(panel: PanelName) {
    return this.room.drawers ? nothing : `width: ${this.room.widths[panel]}px`;
  }

  /**
   * A panel where it belongs, or nothing where it is put away.
   * @param content one element
   */
  render(panel: PanelName, content: () => TemplateResult) {
    if (!this.isOpen(panel)) return nothing;
    if (!this.room.drawers) {
      return panel === 'sidebar'
        ? html`${content()}${this.renderDivider(panel, 'before', TITLES[panel])}`
        : html`${this.renderDivider(panel, 'behind', TITLES[panel])}${content()}`;
    }
    return html`<look-drawer
      heading=${TITLES[panel]}
      side=${panel === 'sidebar' ? 'left' : 'right'}
      ?keys=${panel === 'inspector'}
      @look-close=${() => this.set(panel, false)}
      >${content()}</look-drawer
    >`;
  }

  /** The line by which a panel is made wider. @param title of the panel, for people: "Filters" */
  renderDivider(panel: keyof PanelWidths, side: 'before' | 'behind', title: string) {
    const { widths, most } = this.room;
    return html`<look-divider
      panel="the ${title.toLowerCase()}"
      side=${side}
      .width=${widths[panel]}
      min=${BOUNDS[panel][0]}
      .max=${most[panel]}
      @look-resize=${({ detail }: CustomEvent<number>) => this.preferences.set({ [`${panel}Width`]: detail })}
    ></look-divider>`;
  }

  private readonly onResize = (): void => {
    const typing = focusedElement()?.matches('input, textarea') ?? false;
    this.window = steadyWindow(this.window, { width: innerWidth, height: innerHeight }, typing);
    this.host.requestUpdate();
  };
}
