import { css } from 'lit';

/** Two rows: what stands where and in which order, then filters and size. */
export const toolbarStyles = css`
  :host {
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
  .chips {
    display: flex;
    flex: 1 1 60%;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--look-space-2);
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
    width: 32px;
    padding: 0;
  }
  .icon-only[aria-pressed='true'] {
    color: var(--look-accent);
  }
`;
