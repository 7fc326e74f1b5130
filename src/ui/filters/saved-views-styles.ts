import { css } from 'lit';

/** Rows with their tools, the name being typed, what happened last. */
export const savedViewsStyles = css`
  :host {
    display: block;
  }
  .row {
    display: flex;
    align-items: center;
  }
  .view {
    display: flex;
    flex: 1;
    justify-content: space-between;
    gap: var(--look-space-2);
    align-items: center;
    min-width: 0;
    min-height: 28px;
    padding: 0 var(--look-space-2);
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .view span:first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .view:hover:not([aria-current='true']) {
    background: var(--look-surface-2);
  }
  .view[aria-current='true'] {
    background: var(--look-accent-soft);
    font-weight: 550;
  }
  .view:focus-visible {
    outline-offset: -2px;
  }
  .count {
    color: var(--look-text-2);
    font-weight: 400;
  }
  .tool {
    width: 0;
    min-width: 0;
    padding: 0;
    overflow: hidden;
    opacity: 0;
  }
  .row:hover .tool,
  .row:focus-within .tool {
    width: 24px;
    opacity: 1;
  }
  @media (hover: none) {
    .tool {
      width: 44px;
      opacity: 1;
    }
  }
  .tool svg.icon {
    width: 13px;
    height: 13px;
  }
  .actions,
  .naming {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-1);
    padding: var(--look-space-1) var(--look-space-1) 0;
  }
  .actions svg.icon {
    width: 13px;
    height: 13px;
  }
  .naming input {
    flex: 1 1 90px;
    min-width: 0;
    min-height: 26px;
  }
  .said {
    padding: 0 var(--look-space-2);
    font-size: var(--look-size-2);
  }
  .said:empty {
    display: none;
  }
`;
