import { css } from 'lit';
import { NARROW, SMALL } from '../styles/screens.ts';

/** Figures in a row, a table of classes with bars, and the scores beside it. */
export const comparisonStyles = css`
  :host {
    display: grid;
    gap: var(--look-space-4);
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--look-space-2);
    color: var(--look-text-2);
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-3) var(--look-space-6);
  }
  .figures div {
    display: grid;
  }
  .figures strong {
    font-size: var(--look-size-5);
    font-weight: 620;
    letter-spacing: -0.015em;
  }
  .gain {
    font-size: var(--look-size-4);
    font-weight: 620;
  }
  .unlike {
    padding: var(--look-space-2) var(--look-space-3);
    border: 1px solid var(--look-line);
    border-left: 3px solid var(--look-warn);
    border-radius: var(--look-radius-small);
    color: var(--look-text-2);
  }
  .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(220px, 340px);
    gap: var(--look-space-5);
    align-items: start;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  .right {
    white-space: nowrap;
  }
  .bars {
    width: 30%;
    min-width: 90px;
  }
  .bars i {
    display: block;
    height: 4px;
    margin: 2px 0;
    border-radius: 2px;
  }
  .was {
    background: var(--look-text-3);
  }
  .is {
    background: var(--look-accent);
  }
  figure {
    display: grid;
    gap: var(--look-space-2);
  }
  .small {
    font-size: var(--look-size-2);
  }
  @media ${NARROW} {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media ${SMALL} {
    .bars {
      display: none;
    }
    td,
    th {
      padding-inline: var(--look-space-1);
    }
  }
`;
