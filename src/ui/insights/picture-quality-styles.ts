import { css } from 'lit';

/** Side of an example, CSS pixels. */
export const EXAMPLE_SIDE = 52;

/** Faults as lines: what, how many, examples, why. */
export const pictureQualityStyles = css`
  :host {
    display: grid;
    gap: var(--look-space-3);
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
    gap: var(--look-space-3);
  }
  .fault {
    display: grid;
    grid-template-columns: minmax(0, 1fr) max-content 20px;
    align-items: center;
    gap: var(--look-space-1) var(--look-space-2);
    width: 100%;
    height: 100%;
    padding: var(--look-space-3);
    border: 1px solid var(--look-line);
    border-radius: var(--look-radius);
    background: none;
    color: var(--look-text);
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .fault:hover {
    border-color: var(--look-accent);
  }
  .title {
    font-weight: 550;
  }
  .fault strong {
    font-size: var(--look-size-5);
    font-weight: 620;
    line-height: 1.15;
  }
  .fault svg.icon {
    grid-area: 1 / 3;
    color: var(--look-text-3);
  }
  .examples {
    display: flex;
    grid-column: 1 / -1;
    gap: var(--look-space-1);
    min-height: ${EXAMPLE_SIDE}px;
  }
  canvas {
    width: ${EXAMPLE_SIDE}px;
    height: ${EXAMPLE_SIDE}px;
    object-fit: contain;
    border-radius: var(--look-radius-small);
    background: var(--look-surface-2);
    /* White pictures stand on white. */
    outline: 1px solid var(--look-line);
    outline-offset: -1px;
  }
  canvas.small {
    image-rendering: pixelated;
  }
  .why {
    grid-column: 1 / -1;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
`;
