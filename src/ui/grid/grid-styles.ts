import { css } from 'lit';

/** The scroller with a spacer in it, and one canvas that is always in sight. */
export const gridStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
    min-height: 0;
  }
  .scroller {
    position: absolute;
    inset: 0;
    overflow: hidden scroll;
    overflow-anchor: none;
    outline: none;
    cursor: default;
    user-select: none;
    touch-action: pan-y;
  }
  .scroller:focus-visible {
    outline: 2px solid var(--look-focus);
    outline-offset: -2px;
  }
  .spacer {
    position: relative;
    min-height: 100%;
  }
  .sight {
    position: sticky;
    top: 0;
    overflow: hidden;
  }
  .band {
    position: absolute;
    border: 1px solid var(--look-accent);
    background: color-mix(in oklab, var(--look-accent) 16%, transparent);
    pointer-events: none;
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
`;
