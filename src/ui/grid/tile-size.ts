import '@awesome.me/webawesome/dist/components/slider/slider.js';
import type WaSlider from '@awesome.me/webawesome/dist/components/slider/slider.js';
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { byTouch } from '../kit/by-touch.ts';
import { tip } from '../kit/tip.ts';
import '../kit/web-awesome.ts';
import { slider } from '../styles/controls.ts';
import { base } from '../styles/shared.ts';
import { LookZoomEvent } from '../events/explore-events.ts';
import { TILE_MAX, TILE_MIN } from './grid-layout.ts';

/** Pixels from one size to the next. */
const STEP = 4;

/**
 * The size of the tiles on a slider. An element of its own, so that a zoom moves the slider and renders nothing else of the bar.
 * @event look-zoom - tiles of another size are wanted
 */
@customElement('look-tile-size')
export class LookTileSize extends LitElement {
  static override styles = [
    base,
    slider,
    css`
      :host {
        display: block;
        width: 88px;
      }
    `,
  ];

  /** Side of a tile, CSS pixels. */
  @property({ type: Number }) tile = TILE_MIN;

  private readonly onInput = (event: Event): void => {
    this.dispatchEvent(new LookZoomEvent((event.target as WaSlider).value));
  };

  override render() {
    return html`<wa-slider
      min=${TILE_MIN}
      max=${TILE_MAX}
      step=${STEP}
      label="Size of the tiles, pixels"
      .value=${STEP * Math.round(this.tile / STEP)}
      @input=${this.onInput}
      ${tip(`Size of the tiles: ${byTouch() ? 'two fingers, moved apart' : 'Ctrl + wheel, + and −'}`)}
    ></wa-slider>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-tile-size': LookTileSize;
  }
}
