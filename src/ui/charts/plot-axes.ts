import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HARD_BELOW } from '../../core/insights/data-map.ts';
import { base } from '../styles/shared.ts';
import type { MapCamera } from '../map/map-camera.ts';
import { fromPlane, ticksOf, toPlane, type Axis } from './axis.ts';

/** Room for the axes beside and below the dots, CSS pixels. */
export const AXIS_ROOM = { left: 52, bottom: 42 };

/** About how far ticks are apart, CSS pixels. */
const TICK_EVERY = { x: 72, y: 48 };

/** About how wide a letter of a title is: one that has no room is left out, as the choices above name it too. CSS pixels. */
const TITLE_LETTER = 6;

/** Width of the plane below which the names of its upper regions do not fit side by side, CSS pixels. */
const NAMES_SIDE_BY_SIDE = 190;

/**
 * The axes of a plane of dots: ticks that follow the camera, titles, and the lines and names of a data map's regions. Lies over the
 * dots and lets the pointer through.
 */
@customElement('look-plot-axes')
export class LookPlotAxes extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
        overflow: hidden;
        font-size: var(--look-size-1);
        font-variant-numeric: tabular-nums;
      }
      text {
        fill: var(--look-text-2);
      }
      .title {
        fill: var(--look-text);
        font-weight: 550;
      }
      .frame {
        fill: none;
        stroke: var(--look-line);
      }
      .grid {
        stroke: var(--look-text);
        opacity: 0.08;
      }
      .part {
        stroke: var(--look-text);
        stroke-dasharray: 5 4;
        opacity: 0.7;
      }
      .region {
        fill: var(--look-text);
        font-size: var(--look-size-2);
        font-weight: 620;
        stroke: var(--look-bg);
        stroke-width: 4px;
        stroke-linejoin: round;
        paint-order: stroke;
      }
    `,
  ];

  private readonly resizing = new ResizeObserver(() => {
    [this.width, this.height] = [this.clientWidth, this.clientHeight];
  });

  @state() private width = 0;
  @state() private height = 0;
  @property({ attribute: false }) x!: Axis;
  @property({ attribute: false }) y!: Axis;
  /** What is shown of the plane; null until something is drawn. */
  @property({ attribute: false }) camera: MapCamera | null = null;
  /** A data map's boundary between ambiguous samples and the others; null where there are no regions. */
  @property({ attribute: false }) ambiguousFrom: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing.disconnect();
  }

  override render() {
    const { camera, width, height } = this;
    if (!camera || width === 0) return nothing;
    const { left } = AXIS_ROOM;
    const bottom = height - AXIS_ROOM.bottom;
    // Places of the plane, in pixels of this element.
    const across = (place: number): number => left + camera.left + place * camera.scale;
    const up = (place: number): number => camera.top - place * camera.scale;
    const columns = this.ticks(this.x, -camera.left / camera.scale, (width - left - camera.left) / camera.scale, 'x');
    const rows = this.ticks(this.y, (camera.top - bottom) / camera.scale, camera.top / camera.scale, 'y');
    return html`<svg aria-hidden="true">
      <defs>
        <clipPath id="plot"><rect x=${left} y="0" width=${width - left} height=${Math.max(0, bottom)}></rect></clipPath>
      </defs>
      <g clip-path="url(#plot)">
        ${columns.map(({ at }) => svg`<line class="grid" x1=${across(at)} x2=${across(at)} y1="0" y2=${bottom}></line>`)}
        ${rows.map(({ at }) => svg`<line class="grid" x1=${left} x2=${width} y1=${up(at)} y2=${up(at)}></line>`)}
        ${this.renderRegions(across, up)}
      </g>
      <path class="frame" d="M${left + 0.5} 0 V${bottom + 0.5} H${width}"></path>
      ${columns.map(({ at, text }) => svg`<text x=${across(at)} y=${bottom + 15} text-anchor="middle">${text}</text>`)}
      ${rows.map(({ at, text }) => svg`<text x=${left - 6} y=${up(at) + 4} text-anchor="end">${text}</text>`)}
      <text class="title" x=${left + (width - left) / 2} y=${height - 8} text-anchor="middle">${this.x.title}</text>
      ${
        bottom < this.y.title.length * TITLE_LETTER
          ? nothing
          : svg`<text class="title" transform="translate(13 ${bottom / 2}) rotate(-90)" text-anchor="middle">
              ${this.y.title}
            </text>`
      }
    </svg>`;
  }

  /** The ticks in sight, between two places of the plane. */
  private ticks(axis: Axis, from: number, to: number, which: 'x' | 'y'): { at: number; text: string }[] {
    const [first, last] = [Math.max(-1, from), Math.min(1, to)];
    const pixels = (last - first) * (this.camera?.scale ?? 0);
    const most = Math.max(1, Math.floor(pixels / TICK_EVERY[which]));
    return ticksOf(fromPlane(axis, first), fromPlane(axis, last), most).map(({ value, text }) => {
      return { at: toPlane(axis, value), text };
    });
  }

  private renderRegions(across: (place: number) => number, up: (place: number) => number) {
    if (this.ambiguousFrom === null || Number.isNaN(this.ambiguousFrom)) return nothing;
    const x = across(toPlane(this.x, this.ambiguousFrom));
    const y = up(toPlane(this.y, HARD_BELOW));
    const narrow = across(1) - across(-1) < NAMES_SIDE_BY_SIDE;
    return svg`
      <line class="part" x1=${x} x2=${x} y1=${up(1)} y2=${up(-1)}></line>
      <line class="part" x1=${across(-1)} x2=${x} y1=${y} y2=${y}></line>
      <text class="region" x=${across(-1) + 8} y=${up(1) + 18}>easy to learn</text>
      <text class="region" x=${across(1) - 8} y=${up(1) + (narrow ? 34 : 18)} text-anchor="end">ambiguous</text>
      <text class="region" x=${across(-1) + 8} y=${up(-1) - 10}>hard to learn</text>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-plot-axes': LookPlotAxes;
  }
}
