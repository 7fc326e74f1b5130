import { css } from 'lit';

/** Side panels left and right of the grid. */
export const exploreStyles = css`
  :host {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    height: 100%;
    min-height: 0;
  }
  look-explore-sidebar {
    width: 248px;
    height: 100%;
    border-right: 1px solid var(--look-line);
    background: var(--look-surface);
  }
  look-inspector {
    width: 340px;
    height: 100%;
    border-left: 1px solid var(--look-line);
    background: var(--look-surface);
  }
  .middle {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    grid-column: 2;
    min-width: 0;
    min-height: 0;
  }
  .notice {
    grid-row: 2;
    padding: var(--look-space-3);
  }
  look-grid,
  .nothing {
    grid-row: 3;
  }
  .alone {
    grid-column: 1 / -1;
    place-self: center;
  }
  @media (width >= 1800px) {
    look-explore-sidebar {
      width: 280px;
    }
    look-inspector {
      width: 400px;
    }
  }
  @media (width < 1200px) {
    look-explore-sidebar {
      width: 212px;
    }
    look-inspector {
      width: 280px;
    }
  }
`;
