import { css } from 'lit';
import { factStyles } from './facts.ts';

/** Sections as the inspector's, and facts with a bar at the side that they support. */
export const storyStyles = css`
  :host {
    display: block;
  }
  ${factStyles}
  section {
    padding: var(--look-space-4);
    border-bottom: 1px solid var(--look-line);
  }
  .section-head {
    margin-bottom: var(--look-space-2);
  }
  .opinions {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--look-size-2);
  }
  .opinions th,
  .opinions td {
    padding: var(--look-space-1) var(--look-space-2) var(--look-space-1) 0;
    text-align: left;
    vertical-align: baseline;
    font-weight: inherit;
    overflow-wrap: anywhere;
  }
  .opinions thead th {
    color: var(--look-text-3);
  }
  .opinions .number {
    padding-right: 0;
    padding-left: var(--look-space-2);
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
