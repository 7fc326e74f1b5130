import { css } from 'lit';

/** A bar of controls, the map with what is said about it, its legend. */
export const mapStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(160px, 1fr) auto / minmax(0, 1fr);
    min-height: 100%;
    background: var(--look-surface);
  }
  .area {
    position: relative;
    min-height: 0;
    overflow: hidden;
    background: var(--look-bg);
  }
  .over {
    position: absolute;
    inset: auto var(--look-space-3) var(--look-space-3);
    display: grid;
    justify-items: center;
    gap: var(--look-space-2);
    pointer-events: none;
  }
  .over > * {
    pointer-events: auto;
  }
  .card {
    max-width: 100%;
    padding: var(--look-space-2) var(--look-space-3);
    border: 1px solid var(--look-line);
    border-radius: var(--look-radius);
    background: var(--look-raised);
    box-shadow: var(--look-shadow);
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--look-space-2) var(--look-space-3);
  }
  look-job-bar {
    width: min(560px, 100%);
  }
  .invite {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    padding: var(--look-space-4);
    pointer-events: none;
  }
  .invite .card {
    display: grid;
    justify-items: start;
    gap: var(--look-space-3);
    max-width: 44ch;
    padding: var(--look-space-4);
    pointer-events: auto;
  }
`;
