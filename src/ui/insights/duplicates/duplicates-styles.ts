import { css } from 'lit';

/** Four figures in a row, what the list is of, the list. */
export const duplicatesStyles = css`
  :host {
    display: grid;
    gap: var(--look-space-4);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 210px), 1fr));
    gap: var(--look-space-3);
  }
  .figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-content: start;
    gap: 2px var(--look-space-2);
    padding: var(--look-space-3);
    border: 1px solid var(--look-line);
    border-radius: var(--look-radius);
    background: none;
    color: var(--look-text);
    font: inherit;
    text-align: left;
  }
  button.figure {
    cursor: pointer;
  }
  button.figure:hover {
    border-color: var(--look-accent);
  }
  .figure strong {
    font-size: var(--look-size-5);
    font-weight: 620;
    line-height: 1.15;
    letter-spacing: -0.015em;
  }
  .figure .what {
    grid-column: 1 / -1;
    font-weight: 550;
  }
  .figure .why {
    grid-column: 1 / -1;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .figure svg.icon {
    color: var(--look-text-3);
  }
  .grave strong {
    color: var(--look-warn);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--look-space-2) var(--look-space-4);
  }
  .least {
    display: flex;
    align-items: center;
    gap: var(--look-space-2);
    color: var(--look-text-2);
  }
  .least wa-slider {
    width: 140px;
  }
`;
