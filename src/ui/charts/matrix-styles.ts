import { css } from 'lit';

/** A square of cells with names above and at the left. */
export const matrixStyles = css`
  :host {
    display: grid;
    align-content: start;
    gap: var(--look-space-3);
    padding: var(--look-space-3);
    container-type: inline-size;
  }
  .options {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 180px));
    gap: var(--look-space-2) var(--look-space-3);
  }
  .options label {
    display: grid;
    gap: 2px;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .options select {
    width: 100%;
    font-size: var(--look-size-3);
  }
  .matrix {
    display: grid;
    grid-template: auto auto 1fr / fit-content(min(128px, 31cqw)) minmax(0, 1fr);
    gap: 2px 6px;
    max-width: 900px;
  }
  .matrix.unnamed {
    grid-template-columns: 0 minmax(0, 1fr);
  }
  .axis {
    color: var(--look-text-3);
    font-size: var(--look-size-1);
  }
  .across {
    grid-area: 1 / 2;
  }
  .names {
    display: grid;
    min-width: 0;
  }
  .columns {
    grid-area: 2 / 2;
    grid-template-columns: repeat(var(--k), minmax(0, 1fr));
    height: 118px;
  }
  .rows {
    grid-area: 3 / 1;
    grid-template-rows: repeat(var(--k), minmax(0, 1fr));
  }
  .name {
    display: flex;
    align-items: center;
    min-width: 0;
    min-height: 0;
    padding: 0 4px;
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: var(--look-text-2);
    font: inherit;
    font-size: var(--look-size-2);
    line-height: 1.1;
    text-align: left;
    cursor: pointer;
  }
  .rows .name {
    justify-content: end;
  }
  .columns .name {
    align-items: end;
    justify-content: center;
    padding: 4px 0;
  }
  .name span {
    overflow: hidden;
    max-height: 100%;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* On the text, since WebKit keeps what a button says horizontal. */
  .columns .name span {
    writing-mode: vertical-rl;
    transform: rotate(180deg);
  }
  .name:hover,
  .name[aria-pressed='true'] {
    background: var(--look-accent-soft);
    color: var(--look-text);
  }
  .cells {
    grid-area: 3 / 2;
    position: relative;
    aspect-ratio: 1;
    cursor: pointer;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  /* As large as a finger needs; what is wider than the panel scrolls. */
  @media (pointer: coarse) {
    .matrix:not(.unnamed) {
      min-width: calc(44px * var(--k) + 90px);
    }
  }
  .said {
    min-height: 2.9em;
    overflow-wrap: anywhere;
  }
`;
