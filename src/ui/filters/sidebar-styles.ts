import { css } from 'lit';

/** The search above, sections below that scroll. */
export const sidebarStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--look-space-2);
    padding: 0 var(--look-space-2) var(--look-space-5);
    overflow: hidden auto;
  }
  .search {
    position: sticky;
    z-index: 1;
    top: 0;
    padding: var(--look-space-3) 0 var(--look-space-1);
    background: var(--look-surface);
  }
  .search input {
    width: 100%;
  }
  .search p {
    padding: var(--look-space-1) var(--look-space-2) 0;
    font-size: var(--look-size-2);
  }
  .view {
    display: flex;
    justify-content: space-between;
    gap: var(--look-space-2);
    width: 100%;
    min-height: 28px;
    align-items: center;
    padding: 0 var(--look-space-2);
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .view:hover:not([aria-disabled='true'], [aria-current='true']) {
    background: var(--look-surface-2);
  }
  .view[aria-current='true'] {
    background: var(--look-accent-soft);
    font-weight: 550;
  }
  .view[aria-disabled='true'] {
    color: var(--look-text-3);
    cursor: not-allowed;
  }
  .view:focus-visible {
    outline-offset: -2px;
  }
  .view .num {
    color: var(--look-text-2);
  }
  .inset {
    padding: var(--look-space-1) var(--look-space-2) 0;
  }
  .none {
    display: grid;
    justify-items: start;
    gap: var(--look-space-2);
  }
`;
