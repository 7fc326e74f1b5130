import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { printable } from '../../core/dataset/names.ts';
import { shapeText } from '../../core/backbone/guess-settings.ts';
import {
  SCALINGS,
  type BackboneSettings,
  type ModelDescription,
  type ModelFormat,
  type Scaling,
} from '../../core/backbone/own-backbone.ts';
import { formatBytes } from '../kit/format.ts';
import { base, stageParts } from '../styles/shared.ts';

/** Settings that a person chose for a model. */
export class LookModelSettingsEvent extends CustomEvent<Partial<BackboneSettings>> {
  constructor(settings: Partial<BackboneSettings>) {
    super('look-model-settings', { detail: settings });
  }
}

const FORMAT_TITLES: Record<ModelFormat, string> = {
  'tfjs-layers': 'a layers model of TensorFlow.js',
  'tfjs-graph': 'a graph model of TensorFlow.js',
  onnx: 'an ONNX model',
};

const SCALING_TITLES: Record<Scaling, string> = {
  bytes: '0 … 255, as they are',
  'zero-one': '0 … 1',
  'minus-one-one': '−1 … 1',
  imagenet: 'ImageNet’s mean and deviation',
};

/** What a model says of itself, and how pictures are given to it. @fires look-model-settings - what was changed */
@customElement('look-model-settings')
export class LookModelSettings extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
      }
      .fields :is(select, input) {
        min-width: 0;
      }
      .fields input {
        width: 6rem;
      }
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) description!: ModelDescription;
  @property({ attribute: false }) settings!: BackboneSettings;
  @property({ type: Boolean }) busy = false;

  private change(settings: Partial<BackboneSettings>): void {
    this.dispatchEvent(new LookModelSettingsEvent(settings));
  }

  /** @param options values and what they are called */
  private renderSelect<K extends 'layout' | 'channels' | 'scaling' | 'output'>(
    name: K,
    label: string,
    options: readonly (readonly [BackboneSettings[K], string])[],
  ) {
    const onChange = (event: Event): void =>
      this.change({ [name]: (event.target as HTMLSelectElement).value } as Partial<BackboneSettings>);
    return html`<label for=${name}>${label}</label>
      <select id=${name} ?disabled=${this.busy} @change=${onChange}>
        ${options.map(
          ([value, title]) => html`<option value=${value} ?selected=${value === this.settings[name]}>${title}</option>`,
        )}
      </select>`;
  }

  override render() {
    const { description, settings } = this;
    const { format, bytes, input, outputs, anySide, notes } = description;
    const saysLayout = input.shape[1] === 3 || input.shape[3] === 3;
    const outputTitle = ({ name, shape }: (typeof outputs)[number]): string =>
      shape.length > 0 ? `${printable(name)} (${shapeText(shape)})` : printable(name);
    return html`<p class="num">
        It is ${FORMAT_TITLES[format]} of ${formatBytes(bytes)}.
        ${input.shape.length > 0 ? `Its input “${printable(input.name)}” is ${shapeText(input.shape)}.` : nothing}
      </p>
      ${notes.map((note) => html`<p class="muted">${note}</p>`)}
      <div class="fields">
        ${
          anySide
            ? html`<label for="side">Side, pixels</label>
                <input
                  id="side"
                  type="number"
                  min="8"
                  max="1024"
                  .value=${String(settings.side)}
                  ?disabled=${this.busy}
                  @change=${(event: Event) => this.change({ side: Number((event.target as HTMLInputElement).value) })}
                />`
            : nothing
        }
        ${this.renderSelect(
          'scaling',
          'Bytes become',
          SCALINGS.map((scaling) => [scaling, SCALING_TITLES[scaling]] as const),
        )}
        ${this.renderSelect('channels', 'Channels', [
          ['rgb', 'red, green, blue'],
          ['bgr', 'blue, green, red'],
        ])}
        ${
          saysLayout
            ? nothing
            : this.renderSelect('layout', 'Axes', [
                ['nhwc', 'channels last'],
                ['nchw', 'channels before rows'],
              ])
        }
        ${this.renderSelect(
          'output',
          'Features',
          outputs.map((output) => [output.name, outputTitle(output)] as const),
        )}
      </div>`;
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-model-settings': LookModelSettingsEvent;
  }
  interface HTMLElementTagNameMap {
    'look-model-settings': LookModelSettings;
  }
}
