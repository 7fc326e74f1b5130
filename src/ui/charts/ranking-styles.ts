import { css } from 'lit';

/** A plot with a line across it, its key, and a small table below. */
export const rankingStyles = css`
  :host {
    display: grid;
    align-content: start;
    gap: var(--look-space-3);
    padding: var(--look-space-3);
  }
  .headline {
    font-size: var(--look-size-4);
    font-weight: 620;
    letter-spacing: -0.01em;
    line-height: 1.3;
  }
  .doubt {
    padding: var(--look-space-2) var(--look-space-3);
    border-radius: var(--look-radius-small);
    background: var(--look-warn-soft);
    /* Seen where colours are forced, and the ground is gone. */
    outline: 1px solid transparent;
    outline-offset: -1px;
  }
  .plot {
    position: relative;
    height: clamp(180px, 28vh, 340px);
    border-radius: var(--look-radius-small);
    cursor: ew-resize;
    touch-action: pan-y;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .track {
    position: absolute;
    top: 0;
    pointer-events: none;
  }
  .line {
    position: absolute;
    inset-block: 0;
    width: 2px;
    margin-left: -1px;
    background: var(--look-text);
  }
  .line::after {
    content: '';
    position: absolute;
    top: 0;
    left: -5px;
    width: 12px;
    height: 12px;
    border: 2px solid var(--look-surface);
    border-radius: 50%;
    background: var(--look-text);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--look-space-4);
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .key .axis {
    margin-left: auto;
  }
  .key i {
    display: inline-block;
    width: 18px;
    height: 0;
    margin-right: 6px;
    border-top: 2px solid var(--look-accent);
    vertical-align: middle;
  }
  .key i.recall {
    border-color: var(--look-warn);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--look-size-2);
  }
  th,
  td {
    padding: var(--look-space-1) 0;
    text-align: right;
  }
  thead th,
  tbody th {
    color: var(--look-text-2);
    font-weight: 550;
  }
  tbody th {
    text-align: left;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-2);
  }
`;
