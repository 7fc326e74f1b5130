import { css } from 'lit';

/** A table of scores whose rows unfold. */
export const scoreTableStyles = css`
  :host {
    display: grid;
    gap: var(--look-space-3);
  }
  .scroll {
    position: relative;
    overflow-x: auto;
    container-type: inline-size;
  }
  td,
  th {
    padding: 3px var(--look-space-2);
  }
  tr:last-child td {
    border-bottom: 1px solid var(--look-line);
  }
  .group {
    padding-top: var(--look-space-4);
    color: var(--look-text-3);
    font-size: var(--look-size-2);
  }
  .score {
    padding-left: 0;
    color: var(--look-text);
    font-size: inherit;
    font-weight: 500;
  }
  .first .score {
    font-size: 14px;
    font-weight: 650;
  }
  .fold {
    display: inline-flex;
    align-items: center;
    gap: var(--look-space-1);
    min-height: 28px;
    padding: 0 var(--look-space-2) 0 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .fold:hover span {
    text-decoration: underline;
  }
  .fold svg {
    width: 14px;
    height: 14px;
    color: var(--look-text-3);
    rotate: -90deg;
    transition: rotate 120ms;
  }
  .fold[aria-expanded='true'] svg {
    rotate: 0deg;
  }
  .detail td {
    padding: var(--look-space-2) 0 var(--look-space-4) 18px;
  }
  /* As wide as what is in sight of the table, however wide that is, and there while it scrolls. */
  look-score-card {
    position: sticky;
    left: 18px;
    width: calc(100cqw - 18px);
  }
  td.best {
    color: var(--look-accent-text);
    font-weight: 650;
  }
  .best-mark {
    font-size: var(--look-size-1);
    font-weight: 600;
  }
  .stale {
    color: var(--look-warn);
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 2px var(--look-space-3);
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  dt {
    font-weight: 600;
  }
`;
