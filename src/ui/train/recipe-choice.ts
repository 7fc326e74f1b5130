import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SideSuggestion } from '../../core/backbone/suggest-side.ts';
import { fitRecipe, updatesOf } from '../../core/training/fit-recipe.ts';
import { NETWORKS, PRESETS, STANDARD } from '../../core/training/presets.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { RecipeSuggestion } from '../../tasks/options.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { optionList } from '../scope/option-list.ts';
import { base } from '../styles/shared.ts';
import './custom-form.ts';
import type { LookCustomEvent } from './custom-form.ts';
import {
  NETWORK_TITLES,
  customRecipe,
  describeAugment,
  estimateMs,
  formatEstimate,
  type CustomFields,
  type RecipeChoice,
} from './recipes.ts';

/** What a person chose to train. */
export class LookRecipeEvent extends CustomEvent<{ choice: RecipeChoice; custom: CustomFields }> {
  constructor(choice: RecipeChoice, custom: CustomFields) {
    super('look-recipe', { detail: { choice, custom } });
  }
}

/** What a recipe that was fitted to few samples does: "500 samples: batches of 32, so that 14 epochs make 210 updates." */
function describeFit(recipe: Recipe, samples: number): string {
  const updates = formatCount(updatesOf(recipe, samples));
  return `${formatPlural(samples, 'sample')}: batches of ${recipe.batch}, so that ${formatPlural(recipe.epochs, 'epoch')} make ${updates} updates.`;
}

/** Chooses what to train, each with what it is and how long it should take here. @event look-recipe */
@customElement('look-recipe-choice')
export class RecipeChoiceElement extends LitElement {
  static override styles = [
    base,
    optionList,
    css`
      .detail::first-letter {
        text-transform: uppercase;
      }
      look-custom-form {
        margin-top: var(--look-space-3);
      }
      .badge {
        margin-left: var(--look-space-1);
        padding: 0 6px;
        border-radius: 999px;
        background: var(--look-accent);
        color: var(--look-accent-ink);
        font-size: var(--look-size-1);
        font-weight: 600;
        forced-color-adjust: none;
      }
    `,
  ];

  @property() choice: RecipeChoice = 'suggested';
  @property({ attribute: false }) custom!: CustomFields;
  @property({ attribute: false }) suggestion: RecipeSuggestion | null = null;
  /** What the thorough recipe has the backbone see before it trains; null while it is not known. */
  @property({ attribute: false }) backbone: SideSuggestion | null = null;
  /** Whether this machine is being measured. */
  @property({ type: Boolean }) measuring = false;
  /** Samples that all networks together go through in an epoch. */
  @property({ type: Number }) samples = 0;
  /** Samples that each network learns from. */
  @property({ type: Number }) each = 0;

  private time(recipe: Recipe): string {
    if (!this.suggestion) return this.measuring ? '…' : '';
    const { msPerImage, workers } = this.suggestion;
    return `about ${formatEstimate(estimateMs(recipe, this.samples, msPerImage, workers))}`;
  }

  private describeThorough(): string {
    const what = 'For large data sets: the backbone judges the labels first';
    if (!this.backbone) return `${what}.`;
    const { side, estimatedMs } = this.backbone;
    return `${what}, at ${side} × ${side} pixels, about ${formatEstimate(estimatedMs)} more.`;
  }

  private renderOption(choice: RecipeChoice, title: string, recipe: Recipe | null, remark = '') {
    const what = recipe
      ? `${NETWORK_TITLES[recipe.network]} network (${formatCount(NETWORKS[recipe.network].parameters)} parameters), ` +
        `${formatPlural(recipe.epochs, 'epoch')}, batch ${recipe.batch}, ${describeAugment(recipe)}.`
      : '';
    const fitted = recipe && choice === this.choice && choice !== 'custom' && recipe.batch < STANDARD.batch;
    return html`<label class="option">
      <input
        type="radio"
        name="recipe"
        .value=${choice}
        .checked=${choice === this.choice}
        @change=${() => this.dispatchEvent(new LookRecipeEvent(choice, this.custom))}
      />
      <span class="title"
        >${title}${choice === 'suggested' ? html` <span class="badge">fits this machine</span>` : nothing}</span
      >
      <span class="figure">${recipe ? this.time(recipe) : ''}</span>
      <span class="detail">${what} ${remark} ${fitted ? describeFit(recipe, this.each) : ''}</span>
    </label>`;
  }

  override render() {
    const { suggestion, measuring, each } = this;
    const waiting = measuring ? 'Measuring one training step …' : 'Measured once no other work runs.';
    return html`<fieldset>
        <legend class="section-head">What to train</legend>
        <div class="options">
          ${this.renderOption('quick', 'Quick', fitRecipe(PRESETS.quick, each), 'A good ranking in the shortest time.')}
          ${this.renderOption('suggested', 'Suggested', suggestion?.recipe ?? null, suggestion ? '' : waiting)}
          ${this.renderOption('standard', 'Standard', fitRecipe(PRESETS.standard, each), 'The fixed recipe behind every comparison.')}
          ${this.renderOption('thorough', 'Thorough', fitRecipe(PRESETS.thorough, each), this.describeThorough())}
          ${this.renderOption(
            'fiftyone-2020',
            'FiftyOne 2020',
            PRESETS['fiftyone-2020'],
            'What the walkthrough of 2020 trained, on 10,000 samples and a GPU.',
          )}
          ${this.renderOption('custom', 'Custom', this.choice === 'custom' ? customRecipe(this.custom) : null)}
        </div>
      </fieldset>
      ${
        this.choice === 'custom'
          ? html`<look-custom-form
              .fields=${this.custom}
              @look-custom=${(event: LookCustomEvent) => this.dispatchEvent(new LookRecipeEvent('custom', event.detail))}
            ></look-custom-form>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-recipe-choice': RecipeChoiceElement;
  }
  interface HTMLElementEventMap {
    'look-recipe': LookRecipeEvent;
  }
}
