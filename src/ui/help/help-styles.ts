import { css } from 'lit';
import { NARROW } from '../styles/screens.ts';

/** The list of pages beside the page that is shown; above it in a narrow window, where a page that was opened stands alone. */
export const helpStyles = css`
  .help {
    grid-template-columns: 13rem minmax(0, 46rem);
    gap: var(--look-space-6);
    justify-content: center;
  }
  aside {
    position: sticky;
    top: calc(var(--look-space-5) - 4px);
    align-self: start;
    max-height: calc(100dvh - 8rem);
    /* Room for the frame of what has the focus, which would be cut off. */
    margin: -4px;
    padding: 4px;
    overflow: auto;
  }
  input {
    width: 100%;
  }
  .section-head {
    margin: var(--look-space-3) 0 var(--look-space-1);
  }
  nav a {
    display: flex;
    align-items: center;
    padding: 3px var(--look-space-2);
    border-radius: var(--look-radius-small);
    color: var(--look-text-2);
    text-decoration: none;
  }
  nav a:hover {
    color: var(--look-text);
  }
  nav a[aria-current='page'] {
    background: var(--look-accent-soft);
    color: var(--look-text);
    font-weight: 600;
  }
  .back {
    display: none;
  }
  article {
    min-width: 0;
    overflow-wrap: break-word;
  }
  article h2 {
    margin: var(--look-space-5) 0 0;
  }
  article h3 {
    margin: var(--look-space-4) 0 0;
    font-weight: 620;
  }
  [data-shown] {
    scroll-margin-top: var(--look-space-5);
  }
  [data-shown]:focus {
    outline: none;
  }
  .text {
    font-size: 14px;
    line-height: 1.55;
  }
  .text :is(p, ul, ol, pre, .wide) {
    margin-top: var(--look-space-3);
  }
  .text :is(ul, ol) {
    padding-left: var(--look-space-5);
  }
  .text ul {
    list-style: disc;
  }
  .text ol {
    list-style: decimal;
  }
  .text li {
    margin-top: var(--look-space-1);
  }
  .wide,
  pre {
    overflow-x: auto;
  }
  pre {
    padding: var(--look-space-3);
    border: 1px solid var(--look-line);
    border-radius: var(--look-radius);
    background: var(--look-surface);
  }
  th,
  td {
    min-width: 5rem;
    vertical-align: top;
  }
  .found {
    margin-top: var(--look-space-2);
  }
  .found li {
    padding: var(--look-space-3) 0;
    border-bottom: 1px solid var(--look-line);
  }
  .found a {
    font-weight: 600;
  }
  mark {
    background: var(--look-accent-soft);
    color: inherit;
    font-weight: 600;
  }
  @media ${NARROW} {
    .help {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--look-space-4);
    }
    aside {
      position: static;
      max-height: none;
    }
    .at-page nav {
      display: none;
    }
    .at-page .back {
      display: inline-flex;
      margin-top: var(--look-space-2);
      text-decoration: none;
    }
  }
`;
