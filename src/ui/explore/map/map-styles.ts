import { css } from 'lit';

/** A bar of controls, the map, its legend. */
export const mapStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    height: 100%;
    min-height: 0;
    background: var(--look-surface);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--look-space-2) var(--look-space-3);
    padding: 7px var(--look-space-3);
    border-bottom: 1px solid var(--look-line);
  }
  .tabs {
    display: flex;
    padding: 2px;
    border-radius: var(--look-radius);
    background: var(--look-surface-2);
  }
  .tab {
    display: grid;
    place-items: center;
    min-width: 30px;
    min-height: 28px;
    padding: 0 7px;
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: var(--look-text-2);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
  }
  .tab:hover {
    color: var(--look-text);
  }
  .tab[aria-pressed='true'] {
    background: var(--look-surface);
    box-shadow: 0 0 0 1px var(--look-line);
    color: var(--look-text);
  }
  .zooming {
    margin-left: auto;
  }
  .by {
    display: flex;
    align-items: center;
    gap: var(--look-space-2);
  }
  .by select {
    max-width: 168px;
  }
  .area {
    position: relative;
    min-height: 0;
    overflow: hidden;
    background: var(--look-bg);
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .catcher {
    position: absolute;
    inset: 0;
    outline: none;
    cursor: grab;
    touch-action: none;
  }
  .catcher:active {
    cursor: grabbing;
  }
  .catcher.aim {
    cursor: crosshair;
  }
  .catcher:focus-visible {
    box-shadow: inset 0 0 0 2px var(--look-focus);
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
  .picked {
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
