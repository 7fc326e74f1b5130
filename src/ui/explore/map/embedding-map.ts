import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../../api/look.ts';
import type { EmbeddingMap } from '../../../api/maps.ts';
import type { MapMethod } from '../../../core/insights/map-points.ts';
import type { RunRow } from '../../../store/records.ts';
import { LookGoEvent } from '../../app/events.ts';
import { ActionController } from '../../kit/action-controller.ts';
import '../../kit/empty.ts';
import { formatCount, formatPlural } from '../../kit/format.ts';
import '../../kit/job-bar.ts';
import { SessionController } from '../../session-controller.ts';
import { base } from '../../styles/shared.ts';
import type { Pictures } from '../pictures.ts';
import { sampleFacts, sampleText } from '../sample-facts.ts';
import { readColours, watchTheme } from '../theme-colours.ts';
import { colourChoices } from './colouring.ts';
import './map-bar.ts';
import { METHOD_TITLES, type LookMapChoiceEvent, type LookMapZoomEvent } from './map-bar.ts';
import './map-canvas.ts';
import type { LookMapCanvas } from './map-canvas.ts';
import { parse } from './map-colours.ts';
import './map-legend.ts';
import type { LookLegendEvent } from './map-legend.ts';
import { MapModel } from './map-model.ts';
import type { MapTool } from './map-pointer.ts';
import { mapStyles } from './map-styles.ts';

/**
 * The samples that a run has predicted, laid out by its features: alike ones lie together. Follows the session: samples outside
 * the view are faint; what is picked here is the session's selection, and a click looks at a sample.
 */
@customElement('look-embedding-map')
export class LookEmbeddingMap extends LitElement {
  static override styles = [base, mapStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly model = new MapModel();
  private colours: ReturnType<LookEmbeddingMap['readTheme']> | null = null;
  /** The run whose principal components were asked for already. */
  private tried = 0;
  private stopTheme = (): void => {};

  @query('look-map-canvas') private readonly canvas!: LookMapCanvas | null;
  /** The method chosen; null for UMAP where there is one, else PCA. */
  @state() private chosen: MapMethod | null = null;
  @state() private path = 'given';
  @state() private tool: MapTool = 'pan';
  /** Codes of the legend that are turned off. */
  @state() private off: ReadonlySet<number> = new Set();
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) pictures!: Pictures;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(() => {
      this.colours = null;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  override updated(): void {
    const run = this.run;
    if (run) this.computeAtOnce(run);
  }

  /** The run whose predictions are shown, where it has some. */
  private get run(): RunRow | null {
    const { session } = this.look;
    return session.table?.predicted ? session.run : null;
  }

  private get method(): MapMethod {
    if (this.chosen || !this.run) return this.chosen ?? 'pca';
    const { status } = this.look.maps.find(this.run.id, 'umap');
    return status === 'ready' || status === 'unfolding' ? 'umap' : 'pca';
  }

  /** Principal components take a second: nobody needs to ask for them. */
  private computeAtOnce(run: RunRow): void {
    const missing = this.method === 'pca' && this.look.maps.find(run.id, 'pca').status === 'missing';
    if (!missing || this.tried === run.id || this.look.session.jobs.running('map')) return;
    this.tried = run.id;
    this.compute(run, 'pca');
  }

  private compute(run: RunRow, method: MapMethod): void {
    this.action.run(() => this.look.computeMap(run.name, method), this.look.session.jobs);
  }

  private readTheme() {
    const { background, text, text2, accent } = readColours(this.renderRoot as ShadowRoot);
    const model = { background: parse(background), text: parse(text), faint: parse(text2) };
    return { model, surface: { background: model.background, text, accent } };
  }

  /** The view's samples; null where the view cannot be shown: the explorer says why. */
  private viewIndices(): Uint32Array | null {
    try {
      return this.look.session.view?.indices ?? null;
    } catch {
      return null;
    }
  }

  private readonly placeOf = (index: number | null): number => this.model.placeOf(index);

  private readonly onChoice = ({ detail }: LookMapChoiceEvent): void => {
    if (detail.method) this.chosen = detail.method;
    if (detail.tool) this.tool = detail.tool;
    if (!detail.path) return;
    this.path = detail.path;
    this.off = new Set();
  };

  private readonly onZoom = ({ detail }: LookMapZoomEvent): void => this.canvas?.zoom(detail);

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
  };

  override render() {
    const { table, selection } = this.look.session;
    const run = this.run;
    if (!run || !table) {
      return html`<look-empty
        heading="No map yet"
        text="A map lays samples out by what a network sees in them. Train one, and let it predict the samples."
      >
        <button class="button" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('train'))}>
          Train a network
        </button>
      </look-empty>`;
    }
    const { method, path, tool, model } = this;
    const map = this.look.maps.find(run.id, method);
    this.colours ??= this.readTheme();
    const colours = this.colours.model;
    model.update({ table, map, view: this.viewIndices(), picked: selection.set, path, hidden: this.off, colours });
    return html`<look-map-bar
        .choice=${{ method, path, tool }}
        .colours=${colourChoices(table)}
        @look-map-choice=${this.onChoice}
        @look-map-zoom=${this.onZoom}
      ></look-map-bar>
      <div class="area">
        <look-map-canvas
          .look=${this.look}
          .pictures=${this.pictures}
          .map=${map}
          .drawn=${model.drawn}
          .placeOf=${this.placeOf}
          .colours=${this.colours.surface}
          .tool=${tool}
          .told=${this.tell(map)}
        ></look-map-canvas>
        ${this.renderInvitation(run, map)}
        <div class="over">${this.action.renderError()} ${this.renderJob(run, map)}</div>
      </div>
      <look-map-legend
        .colouring=${model.colouring}
        .counts=${model.drawn.counts}
        .off=${this.off}
        .theme=${model.theme}
        @look-legend=${this.onLegend}
      ></look-map-legend>`;
  }

  /** What is shown, in words. */
  private tell(map: EmbeddingMap): string {
    const { session } = this.look;
    if (map.indices.length === 0) return 'The map is not laid out yet.';
    const parts = [
      `${METHOD_TITLES[this.method]} of ${formatPlural(map.indices.length, 'sample')}`,
      `${formatCount(this.model.shown)} in the view and shown`,
    ];
    if (session.selection.size > 0) parts.push(`${formatCount(session.selection.size)} picked`);
    const { selected, table } = session;
    if (selected !== null && this.model.placeOf(selected) >= 0) {
      parts.push(`looking at ${sampleText(selected, sampleFacts(table!, selected, null), '')}`);
    }
    return `${parts.join('; ')}.`;
  }

  private renderInvitation(run: RunRow, map: EmbeddingMap) {
    if (map.status !== 'missing' || this.look.session.jobs.running('map')) return nothing;
    const umap = this.method === 'umap';
    return html`<div class="invite">
      <div class="card">
        <h2>${umap ? 'Lay out by UMAP' : 'Lay out by principal components'}</h2>
        <p class="muted">
          ${
            umap
              ? 'Alike samples come to lie together, so that one of another kind stands out. About a minute for 60,000 samples, seconds for a few thousand.'
              : 'The two directions in which the features vary most; a second or two.'
          }
        </p>
        <button class="button primary" type="button" @click=${() => this.compute(run, this.method)}>Lay out</button>
      </div>
    </div>`;
  }

  private renderJob(run: RunRow, map: EmbeddingMap) {
    const job = this.look.session.jobs.running('map');
    if (job) return html`<look-job-bar class="card" .job=${job}></look-job-bar>`;
    const missing = this.model.predicted - map.indices.length;
    if (map.status !== 'ready' || missing <= 0) return nothing;
    return html`<div class="card note">
      <span>${formatPlural(missing, 'sample')} predicted since ${missing === 1 ? 'is' : 'are'} not on this map.</span>
      <button class="button small" type="button" @click=${() => this.compute(run, this.method)}>Lay out again</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-embedding-map': LookEmbeddingMap;
  }
}
