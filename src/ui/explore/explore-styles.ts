import { css } from 'lit';

/** Filters, grid with what stands beside it, inspector; lines between them that can be dragged. */
export const exploreStyles = css`
  :host {
    display: flex;
    height: 100%;
    min-height: 0;
  }
  look-explore-sidebar,
  .side {
    flex: 0 1 auto;
    height: 100%;
    background: var(--look-surface);
  }
  .side {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    grid-auto-rows: auto;
    min-width: 0;
  }
  look-inspector {
    min-height: 0;
  }
  .deciding {
    grid-row: 4;
    min-width: 0;
  }
  .done {
    display: flex;
    align-items: center;
    gap: var(--look-space-1) var(--look-space-2);
    background: var(--look-surface);
    font-size: var(--look-size-2);
  }
  .done:has(.said:not(:empty)) {
    padding: 4px var(--look-space-3);
    border-top: 1px solid var(--look-line);
  }
  .said::first-letter {
    text-transform: uppercase;
  }
  .middle {
    display: grid;
    flex: 1 1 0;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
  }
  .notice {
    grid-row: 2;
    padding: var(--look-space-3);
  }
  .panes {
    position: relative;
    display: flex;
    grid-row: 3;
    min-width: 0;
    min-height: 0;
  }
  look-grid,
  .nothing {
    flex: 1 1 0;
    min-width: 0;
    min-height: 0;
  }
  /* It keeps its size, and so its place in the list. */
  .covered {
    position: absolute;
    inset: 0;
    visibility: hidden;
  }
  .companion {
    min-width: 0;
    overflow: auto;
    background: var(--look-surface);
  }
  .companion:focus-visible {
    outline-offset: -2px;
  }
  .panes.below {
    flex-direction: column;
  }
  .panes:not(.beside) > .companion {
    flex: 1 1 0;
    min-height: 0;
  }
  .panes.below > .companion {
    border-top: 1px solid var(--look-line);
  }
  .alone {
    margin: auto;
  }
`;
