import '@awesome.me/webawesome/dist/components/slider/slider.js';
import type WaSlider from '@awesome.me/webawesome/dist/components/slider/slider.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import { cifar10Map } from '../../core/dataset/noise.ts';
import type { Table } from '../../core/dataset/table.ts';
import type { LookScopeEvent } from '../scope/scope-picker.ts';
import '../scope/scope-picker.ts';
import type { Scope } from '../scope/scopes.ts';
import { optionList } from '../scope/option-list.ts';
import '../kit/web-awesome.ts';
import { slider } from '../styles/controls.ts';
import { base } from '../styles/shared.ts';
import { classMapOf, type NoiseChoice } from './noise-plan.ts';

/** What a person now asks for. */
export class LookNoiseChoiceEvent extends CustomEvent<NoiseChoice> {
  constructor(choice: NoiseChoice) {
    super('look-noise-choice', { detail: choice });
  }
}

/** A rate as the field and the slider have it, in per cent to two places. */
const percentOf = (rate: number): number => Number((rate * 100).toFixed(2));

/** Pairs of a class map shown at most. */
const MOST_PAIRS = 12;

/** Asks which labels to make wrong, and how. @event look-noise-choice - the whole choice, after every change */
@customElement('look-noise-form')
export class NoiseForm extends LitElement {
  static override styles = [
    base,
    slider,
    optionList,
    css`
      :host {
        display: grid;
        gap: var(--look-space-4);
      }
      .rate {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 76px max-content;
        align-items: center;
        gap: var(--look-space-2);
      }
      .pairs {
        display: flex;
        flex-wrap: wrap;
        gap: var(--look-space-1);
        margin-top: var(--look-space-2);
      }
      .pairs li {
        padding: 1px var(--look-space-2);
        border-radius: 999px;
        background: var(--look-surface-2);
        font-size: var(--look-size-2);
      }
      .field {
        display: grid;
        gap: var(--look-space-2);
      }
      .hint {
        color: var(--look-text-2);
        font-size: var(--look-size-2);
      }
      .corrected {
        color: var(--look-danger);
        font-size: var(--look-size-2);
      }
      .corrected:empty {
        display: none;
      }
      select {
        width: 100%;
      }
      .seed {
        width: 110px;
      }
    `,
  ];

  /** Why the share that stands there is not the one that was typed. */
  @state() private corrected = '';
  @property({ attribute: false }) scopes: readonly Scope[] = [];
  @property({ attribute: false }) table!: Pick<Table, 'classes' | 'retired'>;
  @property({ attribute: false }) choice!: NoiseChoice;

  private change(part: Partial<NoiseChoice>): void {
    this.dispatchEvent(new LookNoiseChoiceEvent({ ...this.choice, ...part }));
  }

  /** What is not a rate is not taken: the nearest one stands there instead, and it is said why. */
  private onRate(event: Event): void {
    const field = event.target as HTMLInputElement;
    const typed = field.valueAsNumber;
    const rate = Number.isNaN(typed) ? this.choice.rate : Math.min(1, Math.max(0, typed / 100));
    const taken = String(percentOf(rate));
    this.corrected = typed === Number(taken) ? '' : `From 0 to 100 %: ${taken} % is taken.`;
    field.value = taken;
    this.change({ rate });
  }

  private onSlide(event: Event): void {
    this.corrected = '';
    this.change({ rate: (event.target as WaSlider).value / 100 });
  }

  private onSeed(event: Event): void {
    const seed = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isInteger(seed)) this.change({ seed });
  }

  private renderKind(kind: NoiseChoice['kind'], title: string, detail: string) {
    return html`<label class="option">
      <input
        type="radio"
        name="kind"
        .value=${kind}
        .checked=${this.choice.kind === kind}
        @change=${() => this.change({ kind })}
      />
      <span class="title">${title}</span><span></span><span class="detail">${detail}</span>
    </label>`;
  }

  private renderMap() {
    const { table } = this;
    const map = classMapOf(table, this.choice.map);
    const name = (label: number): string => printable(table.classes[label]);
    const pairs = standingClasses(table).filter((label) => map[label] !== label);
    const onMap = (event: Event): void => {
      this.change({ map: (event.target as HTMLSelectElement).value as NoiseChoice['map'] });
    };
    return html`<div class="field">
      <label class="section-head" for="map">Which class becomes which</label>
      <select id="map" @change=${onMap}>
        ${
          cifar10Map(table.classes)
            ? html`<option value="cifar10" ?selected=${this.choice.map === 'cifar10'}>
                CIFAR-10’s usual confusions
              </option>`
            : nothing
        }
        <option value="next" ?selected=${this.choice.map === 'next'}>Every class its next one</option>
      </select>
      <ul class="pairs">
        ${pairs.slice(0, MOST_PAIRS).map((label) => html`<li>${name(label)} → ${name(map[label])}</li>`)}
        ${pairs.length > MOST_PAIRS ? html`<li>and ${pairs.length - MOST_PAIRS} more</li>` : nothing}
      </ul>
    </div>`;
  }

  override render() {
    const { kind, rate, seed } = this.choice;
    const percent = percentOf(rate);
    const of = kind === 'symmetric' ? 'of the samples chosen' : 'of the samples of each mapped class';
    return html`<look-scope-picker
        label="Where"
        .scopes=${this.scopes}
        .value=${this.choice.scope}
        @look-scope=${(event: LookScopeEvent) => this.change({ scope: event.detail })}
      ></look-scope-picker>
      <fieldset>
        <legend class="section-head">Kind</legend>
        <div class="options">
          ${this.renderKind('symmetric', 'Symmetric', 'Any other class, each as likely: slips of the hand.')}
          ${this.renderKind('asymmetric', 'Asymmetric', 'Always the same other class: things people mix up.')}
        </div>
      </fieldset>
      ${kind === 'asymmetric' ? this.renderMap() : nothing}
      <div class="field">
        <label class="section-head" for="rate">How much</label>
        <div class="rate">
          <wa-slider
            min="0"
            max="100"
            label="Noise rate in per cent"
            .value=${percent}
            @input=${this.onSlide}
          ></wa-slider>
          <input
            id="rate"
            type="number"
            min="0"
            max="100"
            step="any"
            .value=${String(percent)}
            @change=${this.onRate}
          />
          <span>%</span>
        </div>
        <span class="hint">${of}</span>
        <span class="corrected" role="status">${this.corrected}</span>
      </div>
      <div class="field">
        <label class="section-head" for="seed">Seed</label>
        <input id="seed" class="seed" type="number" step="1" .value=${String(seed)} @change=${this.onSeed} />
        <span class="hint">The same seed injects the same noise again.</span>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-noise-form': NoiseForm;
  }
  interface HTMLElementEventMap {
    'look-noise-choice': LookNoiseChoiceEvent;
  }
}
