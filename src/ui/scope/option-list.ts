import { css } from 'lit';

/** Radio buttons as rows: a title, a figure at the right, a line of explanation below. */
export const optionList = css`
  fieldset {
    min-width: 0;
  }
  legend {
    padding: 0;
    margin-bottom: var(--look-space-2);
  }
  .options {
    display: grid;
    gap: 2px;
    margin: 0 calc(-1 * var(--look-space-2));
  }
  .option {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--look-space-2);
    min-height: 32px;
    padding: var(--look-space-1) var(--look-space-2);
    border-radius: var(--look-radius-small);
    font-weight: 400;
    cursor: pointer;
  }
  .option:hover {
    background: var(--look-surface-2);
  }
  .option:has(input:checked) {
    background: var(--look-accent-soft);
  }
  .option:has(input:focus-visible) {
    outline: 2px solid var(--look-focus);
  }
  .option:has(input:disabled) {
    cursor: not-allowed;
  }
  .option input {
    margin: 0;
    outline: none;
  }
  .option .title {
    font-weight: 550;
  }
  .option .figure {
    color: var(--look-text-2);
    font-variant-numeric: tabular-nums;
  }
  @media (forced-colors: active) {
    .option:has(input:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .option:has(input:checked:focus-visible) {
      outline: 6px double Highlight;
    }
    .option:has(input:disabled),
    .option:has(input:disabled) .figure {
      color: GrayText;
    }
  }
  .option .detail {
    grid-column: 2 / -1;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .option:has(input:disabled) .title {
    color: var(--look-text-2);
  }
`;
