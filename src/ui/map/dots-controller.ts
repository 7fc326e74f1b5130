import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Look } from '../../api/look.ts';
import type { MapMethod } from '../../core/insights/map-points.ts';
import type { Table } from '../../core/dataset/table.ts';
import { formatCount } from '../kit/format.ts';
import type { Pictures } from '../samples/pictures.ts';
import { sampleFacts, sampleText } from '../samples/sample-facts.ts';
import { sampleTitle } from '../samples/sample-names.ts';
import { readColours, watchTheme } from '../samples/theme-colours.ts';
import { colourChoices } from './colouring.ts';
import './map-bar.ts';
import type { LookMapChoiceEvent, LookMapZoomEvent } from './map-bar.ts';
import './map-canvas.ts';
import type { LookMapCanvas } from './map-canvas.ts';
import { WHOLE } from './map-camera.ts';
import { parse } from './map-colours.ts';
import './map-legend.ts';
import type { LookLegendEvent } from './map-legend.ts';
import { MapModel, type Dots } from './map-model.ts';
import type { MapTool } from './map-pointer.ts';

/** An element that shows samples of the session as dots. */
export type DotsHost = LitElement & { look: Look; pictures: Pictures };

/**
 * What every plane of dots has in common: colours by a choice of fields, a legend that can be turned off, a tool for the pointer,
 * the view's samples before the others. The host says where the dots lie and puts the parts where it wants them.
 */
export class DotsController implements ReactiveController {
  readonly model = new MapModel();
  private colours: ReturnType<DotsController['readTheme']> | null = null;
  private path = 'given';
  private tool: MapTool = 'pan';
  /** Codes of the legend that are turned off. */
  private off: ReadonlySet<number> = new Set();
  private stopTheme = (): void => {};

  constructor(private readonly host: DotsHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stopTheme = watchTheme(() => {
      this.colours = null;
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.stopTheme();
  }

  /** Takes in what is to be shown; to be called before the parts are rendered. */
  update(table: Table, map: Dots): void {
    this.colours ??= this.readTheme();
    const { path, off: hidden } = this;
    const { selection } = this.host.look.session;
    const colours = this.colours.model;
    this.model.update({ table, map, view: this.viewIndices(), picked: selection.set, path, hidden, colours });
  }

  /**
   * The controls above the dots.
   * @param method the layout chosen, null where there is no choice; @param own controls of the host's own
   */
  renderBar(table: Table, method: MapMethod | null, own?: TemplateResult): TemplateResult {
    return html`<look-map-bar
      .choice=${{ method, path: this.path, tool: this.tool }}
      .colours=${colourChoices(table)}
      @look-map-choice=${this.onChoice}
      @look-map-zoom=${this.onZoom}
      >${own}</look-map-bar
    >`;
  }

  /** The dots. @param told what they show, in words @param home what is shown until somebody moves or zooms */
  renderCanvas(map: Dots, label: string, told: string, home = WHOLE): TemplateResult {
    const { look, pictures } = this.host;
    return html`<look-map-canvas
      .look=${look}
      .pictures=${pictures}
      .map=${map}
      .drawn=${this.model.drawn}
      .placeOf=${this.placeOf}
      .colours=${this.colours!.surface}
      .home=${home}
      .tool=${this.tool}
      .label=${label}
      .told=${told}
    ></look-map-canvas>`;
  }

  /** What the colours mean. */
  renderLegend(): TemplateResult {
    return html`<look-map-legend
      .colouring=${this.model.colouring}
      .counts=${this.model.drawn.counts}
      .decisions=${this.model.drawn.decisions}
      .off=${this.off}
      .theme=${this.model.theme}
      @look-legend=${this.onLegend}
    ></look-map-legend>`;
  }

  /** What is shown, in words, after `what` it is: how many of the view, how many picked, which is looked at. */
  tell(what: string): string {
    const { session } = this.host.look;
    const parts = [what, `${formatCount(this.model.shown)} in the view and shown`];
    if (session.selection.size > 0) parts.push(`${formatCount(session.selection.size)} picked`);
    const { selected, table } = session;
    if (selected !== null && this.model.placeOf(selected) >= 0) {
      parts.push(`looking at ${sampleText(sampleTitle(table!, selected), sampleFacts(table!, selected, null), '')}`);
    }
    return `${parts.join('; ')}.`;
  }

  private readTheme() {
    const { background, text, text2, accent } = readColours(this.host.renderRoot as ShadowRoot);
    const model = { background: parse(background), text: parse(text), faint: parse(text2) };
    return { model, surface: { background: model.background, text, accent } };
  }

  /** The view's samples; null where the view cannot be shown: the explorer says why. */
  private viewIndices(): Uint32Array | null {
    try {
      return this.host.look.session.view?.indices ?? null;
    } catch {
      return null;
    }
  }

  private readonly placeOf = (index: number | null): number => this.model.placeOf(index);

  private readonly onChoice = ({ detail }: LookMapChoiceEvent): void => {
    if (detail.tool) this.tool = detail.tool;
    if (detail.path) {
      this.path = detail.path;
      this.off = new Set();
    }
    this.host.requestUpdate();
  };

  private readonly onZoom = ({ detail }: LookMapZoomEvent): void => {
    this.host.renderRoot.querySelector<LookMapCanvas>('look-map-canvas')?.zoom(detail);
  };

  private readonly onLegend = ({ detail: { code, alone } }: LookLegendEvent): void => {
    const others = this.model.colouring.entries.map((entry) => entry.code).filter((other) => other !== code);
    const off = new Set(this.off);
    if (!alone) {
      if (!off.delete(code)) off.add(code);
      this.off = off;
    } else {
      const isAlone = !off.has(code) && others.every((other) => off.has(other));
      this.off = isAlone ? new Set() : new Set(others);
    }
    this.host.requestUpdate();
  };
}
