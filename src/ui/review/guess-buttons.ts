import { css, html, nothing } from 'lit';
import { actionOf } from '../../api/actions.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL, REVIEWED } from '../../core/dataset/types.ts';
import { isOpen } from '../../core/review/queue.ts';
import { suggestPredicted, type Guess } from '../../core/review/suggestion.ts';
import { classTitle } from '../samples/sample-names.ts';
import { AS_PREDICTED, type Wanted } from './actions.ts';

/** The actions that take what stands in a sample's guesses, in that order. */
const GUESSES = ['second-guess', 'third-guess', 'fourth-guess'].map(actionOf);

/** How the suggestion and the guesses behind it look. */
export const guessStyles = css`
  .as-predicted {
    display: flex;
    justify-content: space-between;
    width: 100%;
    min-height: 36px;
  }
  .as-predicted span,
  .guesses span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .as-predicted .class {
    flex: 1;
    text-align: left;
  }
  .primary kbd {
    border-color: currentcolor;
    background: none;
    color: inherit;
  }
  .guesses {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--look-space-1);
    container-type: inline-size;
    /* Guesses come a moment behind the sample: nothing moves for them. */
    min-height: 26px;
  }
  .guesses .button {
    gap: 4px;
    min-width: 0;
    padding: 0 4px;
  }
  .guesses .class {
    flex: 1;
    text-align: left;
  }
  .guesses .num {
    flex: none;
    color: var(--look-text-2);
    font-weight: 400;
  }
  /* Where three have little room the names need it; the title says how probable each is. */
  @container (width < 340px) {
    .guesses .num {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .guesses {
      min-height: 44px;
    }
    .guesses button {
      padding: 0 8px;
    }
  }
`;

/**
 * What the network would have a sample be, each on a key of its own: the suggestion, then its next guesses.
 * @param guesses classes besides label and suggestion, the likeliest first
 * @param ask hears of what is wanted
 * @returns nothing where the sample is not predicted
 */
export function renderGuesses(table: Table, index: number, guesses: readonly Guess[], ask: (wanted: Wanted) => void) {
  const predicted = (table.predicted?.[index] ?? NO_LABEL) !== NO_LABEL;
  return html`${renderAsPredicted(table, index, predicted, ask)}
  ${
    predicted
      ? html`<div class="guesses" role="group" aria-label="Next guesses">
          ${guesses.map(({ label, probability }, at) => {
            const name = printable(table.classes[label]);
            return html`<button
              class="button small"
              type="button"
              title="${name}, probability ${sayShare(probability)}"
              @click=${() => ask({ action: GUESSES[at] })}
            >
              <kbd>${GUESSES[at].keys[0]}</kbd> <span class="class">${name}</span>
              <span class="num">${sayShare(probability)}</span>
            </button>`;
          })}
        </div>`
      : nothing
  }`;
}

function renderAsPredicted(table: Table, index: number, predicted: boolean, ask: (wanted: Wanted) => void) {
  const [key] = AS_PREDICTED.keys;
  const wanted = (): void => ask({ action: AS_PREDICTED });
  // Enter puts nothing over a decision: it goes on.
  if (!isOpen(table, index)) {
    return html`<button class="button as-predicted" type="button" @click=${wanted}>
      <span class="class">Decided: ${decided(table, index)} · next</span> <kbd>${key}</kbd>
    </button>`;
  }
  if (!predicted) return nothing;
  const suggestion = suggestPredicted(table, index);
  if (!suggestion) {
    return html`<button class="button as-predicted" type="button" @click=${wanted}>
      <span class="class">Confirm: the network agrees</span>
      <span class="num">${sayShare(table.confidence?.[index] ?? NaN)}</span> <kbd>${key}</kbd>
    </button>`;
  }
  const name = classTitle(table.classes, suggestion.label);
  const title = `${name}, to which the network gives ${sayShare(suggestion.probability)}`;
  return html`<button class="button primary as-predicted" type="button" title=${title} @click=${wanted}>
    <span class="class">Relabel → ${name}</span> <span class="num">${sayShare(suggestion.probability)}</span>
    <kbd>${key}</kbd>
  </button>`;
}

const decided = ({ classes, current, excluded, reviewed }: Table, index: number): string =>
  excluded[index] ? 'excluded' : reviewed[index] === REVIEWED.unsure ? 'unsure' : classTitle(classes, current[index]);

/** “93 %”, “< 1 %”; empty where it is not known. */
function sayShare(probability: number): string {
  if (Number.isNaN(probability)) return '';
  return probability < 0.005 ? '< 1 %' : `${Math.round(100 * probability)} %`;
}
