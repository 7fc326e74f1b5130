import { css } from 'lit';
import { LOW, NARROW, SMALL } from '../styles/screens.ts';

/** Two rows: what stands where and in which order, then filters and size. */
export const toolbarStyles = css`
  /* Positioned, so that text for screen readers only scrolls with it and does not widen the page. */
  :host {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--look-space-2) var(--look-space-3);
    min-height: 48px;
    padding: 7px var(--look-space-3);
    border-bottom: 1px solid var(--look-line);
    background: var(--look-surface);
    container-type: inline-size;
  }
  /* One row whatever it says: chips scroll, and what stands below stays where it is. */
  .what {
    display: flex;
    flex: 1 1 100%;
    align-items: center;
    gap: var(--look-space-3);
    min-width: 0;
  }
  .chips {
    display: flex;
    flex: 1 1 0;
    align-items: center;
    gap: var(--look-space-2);
    min-width: 0;
    overflow: auto hidden;
    scrollbar-width: none;
    /* The ring of what has the keyboard is not cut off. */
    margin: -3px;
    padding: 3px;
  }
  .chips > * {
    flex: none;
  }
  .where {
    display: flex;
    align-items: center;
    gap: var(--look-space-3);
    margin-left: auto;
  }
  .how {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--look-space-2) var(--look-space-3);
    min-width: 0;
  }
  .count {
    margin-right: var(--look-space-1);
    white-space: nowrap;
  }
  .tabs {
    margin-right: auto;
  }
  .beside {
    display: none;
    margin-right: auto;
  }
  /* Where the tabs would push the order into a row of its own, a list says the same. */
  @container (width < 860px) {
    .tabs {
      display: none;
    }
    .beside {
      display: block;
    }
  }
  .several[aria-pressed='true'] {
    border-color: var(--look-accent);
    background: var(--look-accent-soft);
  }
  .icon-only {
    flex: none;
    width: 32px;
    padding: 0;
  }
  .icon-only[aria-expanded='true'] {
    color: var(--look-accent);
  }
  /* On a narrow screen what is shown stands in one row, how many of what below, which scrolls on a small one, */
  @media ${NARROW} {
    :host {
      gap: var(--look-space-2);
      padding: var(--look-space-1) var(--look-space-2);
    }
    .how {
      display: contents;
    }
    .beside {
      flex: 1 1 80px;
      min-width: 0;
      max-width: 200px;
      margin: 0;
    }
    .how > .icon-only {
      margin-left: auto;
    }
    look-order-menu {
      flex: 2 1 130px;
      min-width: 0;
    }
  }
  @media ${SMALL} {
    .beside {
      flex-basis: 29%;
    }
    look-order-menu {
      flex-basis: 44%;
    }
    look-display-menu,
    .what {
      order: 1;
    }
    .what {
      position: relative;
      flex: 1 1 0;
      gap: var(--look-space-2);
      overflow: auto hidden;
      scrollbar-width: thin;
    }
    .what > *,
    .chips {
      flex: none;
    }
    .chips {
      overflow: visible;
    }
  }
  /* and on a low one all of it in a single row that scrolls. */
  @media ${LOW} {
    :host {
      flex-wrap: nowrap;
      min-height: 40px;
      overflow: auto hidden;
      scrollbar-width: thin;
    }
    .tabs {
      display: none;
    }
    .beside {
      display: block;
      flex: none;
      width: 150px;
    }
    look-order-menu {
      flex: none;
      width: 170px;
    }
    .how > .icon-only {
      order: -1;
      margin: 0;
    }
    .what {
      display: contents;
    }
    .chips {
      flex: none;
      overflow: visible;
    }
  }
`;
