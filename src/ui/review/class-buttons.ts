import { css, html } from 'lit';
import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { BY_NUMBER, type Wanted } from './actions.ts';

/** How the classes with their numbers look. */
export const classStyles = css`
  .classes {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
  }
  .classes button {
    gap: 4px;
    max-width: 120px;
    padding: 0 4px;
  }
  .classes button[aria-pressed='true'] {
    background: var(--look-surface-2);
    font-weight: 600;
  }
  .classes span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    .classes button {
      flex: none;
      padding: 0 10px;
    }
  }
`;

/** The classes that stand with their numbers, always in the order of the classes. @param ask hears of the class that is wanted */
export function renderClasses(table: Table, index: number, ask: (wanted: Wanted) => void) {
  return html`<div class="classes" role="group" aria-label="Class of this sample">
    ${standingClasses(table).map(
      (label) =>
        html`<button
          class="button small quiet"
          type="button"
          aria-pressed=${label === table.current[index]}
          title=${printable(table.classes[label])}
          @click=${() => ask({ action: BY_NUMBER, value: label })}
        >
          <kbd>${label}</kbd> <span>${printable(table.classes[label])}</span>
        </button>`,
    )}
  </div>`;
}
