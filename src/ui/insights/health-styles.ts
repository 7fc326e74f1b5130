import { css } from 'lit';
import { SMALL } from '../styles/screens.ts';

/** Three columns of clickable lines. */
export const healthStyles = css`
  :host {
    display: grid;
    gap: var(--look-space-4);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--look-space-2) var(--look-space-4);
  }
  .headline {
    font-size: var(--look-size-4);
  }
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr));
    gap: var(--look-space-4) var(--look-space-5);
  }
  section {
    min-width: 0;
  }
  h3 {
    margin-bottom: var(--look-space-2);
    color: var(--look-text-2);
    font-size: var(--look-size-2);
    font-weight: 600;
  }
  .bar,
  .line {
    position: relative;
    display: grid;
    align-items: center;
    gap: 0 var(--look-space-2);
    width: 100%;
    min-height: 28px;
    padding: 2px var(--look-space-2);
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: var(--look-text);
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .bar {
    grid-template-columns: minmax(0, 128px) minmax(40px, 1fr) 56px 76px;
  }
  .line {
    grid-template-columns: minmax(0, 1fr) max-content;
  }
  .bar:hover,
  .line:hover:not(:disabled) {
    background: var(--look-surface-2);
  }
  .line:disabled {
    color: var(--look-text-2);
    cursor: not-allowed;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .num:not(.headline) {
    text-align: right;
  }
  .track {
    height: 8px;
    overflow: hidden;
    border-radius: 4px;
    background: var(--look-warn);
    forced-color-adjust: none;
  }
  .track i {
    display: block;
    height: 100%;
    border-right: 2px solid var(--look-surface);
    background: color-mix(in oklab, var(--look-text-3) 55%, var(--look-surface));
  }
  @media ${SMALL} {
    .bar {
      grid-template-columns: minmax(0, 1fr) 32px 52px 72px;
    }
    .name {
      white-space: normal;
    }
  }
  .meaning {
    grid-column: 1 / -1;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  code {
    color: var(--look-text-2);
    font-size: var(--look-size-1);
  }
`;
