import { css } from 'lit';
import { LOW, NARROW, SMALL } from '../styles/screens.ts';

/** Layout of the page: header, stage, status line. */
export const appStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    height: 100dvh;
    background: var(--look-bg);
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--look-space-3);
    min-height: 52px;
    padding: 0 var(--look-space-4);
    border-bottom: 1px solid var(--look-line);
    background: var(--look-surface);
  }
  .skip {
    position: absolute;
    z-index: 6;
    background: var(--look-surface);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--look-space-2);
    color: var(--look-text);
    font-size: 15px;
    font-weight: 650;
    letter-spacing: -0.01em;
    text-decoration: none;
    white-space: nowrap;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 22px;
    height: 22px;
    border-radius: 6px;
    background: var(--look-accent);
    color: var(--look-accent-ink);
    font-size: 13px;
    font-weight: 700;
    forced-color-adjust: none;
  }
  nav {
    flex: 1;
    display: flex;
    justify-content: safe center;
    min-width: 0;
    overflow: auto hidden;
    scrollbar-width: thin;
  }
  nav ol {
    display: flex;
    gap: 2px;
    padding: 3px;
    border: 1px solid var(--look-line);
    border-radius: 10px;
    background: var(--look-bg);
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
    padding: 0 var(--look-space-3);
    border-radius: 7px;
    color: var(--look-text-2);
    font-weight: 500;
    text-decoration: none;
    white-space: nowrap;
  }
  nav a:focus-visible {
    outline-offset: -2px;
  }
  nav a:hover {
    color: var(--look-text);
  }
  nav a[aria-current='page'] {
    background: var(--look-raised);
    box-shadow: 0 0 0 1px var(--look-line);
    color: var(--look-text);
    font-weight: 600;
  }
  .tick {
    display: grid;
    color: var(--look-accent);
  }
  .tick svg {
    width: 13px;
    height: 13px;
  }
  .figure {
    color: var(--look-text-3);
    font-size: var(--look-size-1);
    font-weight: 400;
  }
  .figure:empty {
    display: none;
  }
  .live {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--look-accent);
    animation: pulse 1.4s ease-in-out infinite;
  }
  @keyframes pulse {
    50% {
      opacity: 0.25;
    }
  }
  .tools {
    display: flex;
    align-items: center;
  }
  .tools a {
    text-decoration: none;
  }
  .icon-only {
    width: 32px;
    padding: 0;
  }
  main {
    position: relative;
    min-height: 0;
    min-width: 0;
  }
  /* It gets the keyboard by itself, never by Tab: a frame round all of it would say nothing. */
  main:focus-visible {
    outline: none;
  }
  .trouble {
    max-width: 640px;
    margin: var(--look-space-6) auto;
    padding: 0 var(--look-space-4);
  }
  look-link-note {
    position: absolute;
    inset: auto 0 var(--look-space-4);
    z-index: 4;
    width: min(640px, 100% - 32px);
    margin: 0 auto;
  }
  .refusal {
    position: absolute;
    inset: auto 0 var(--look-space-4);
    z-index: 5;
    width: min(640px, 100% - 32px);
    margin: 0 auto;
    border-radius: var(--look-radius);
    box-shadow: var(--look-shadow);
  }
  .opening {
    padding: var(--look-space-6);
    text-align: center;
    animation: late 1s step-end;
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
  .drop {
    position: fixed;
    inset: var(--look-space-3);
    z-index: 10;
    display: grid;
    place-items: center;
    border: 2px dashed var(--look-accent);
    border-radius: 14px;
    background: color-mix(in oklab, var(--look-bg) 88%, transparent);
    font-size: var(--look-size-4);
    font-weight: 600;
    pointer-events: none;
  }
  @media (max-width: 1180px) {
    .figure {
      display: none;
    }
  }
  @media (width < 1000px) {
    .tick {
      display: none;
    }
    nav a {
      padding: 0 var(--look-space-2);
    }
  }
  /* The stages take a row of their own, */
  @media ${NARROW} {
    header {
      flex-wrap: wrap;
      gap: 0 var(--look-space-2);
      padding: var(--look-space-1) var(--look-space-3);
    }
    look-dataset-menu {
      flex: 1;
    }
    nav {
      order: 1;
      flex: 1 0 100%;
    }
  }
  @media (width < 420px) {
    header {
      padding-inline: var(--look-space-2);
    }
    nav a {
      padding: 0 5px;
      font-size: var(--look-size-2);
    }
  }
  /* or stand in the one row that a low window has room for. */
  @media ${LOW} and (not ${SMALL}) {
    header {
      flex-wrap: nowrap;
      min-height: 40px;
      padding-block: 0;
    }
    .name {
      position: absolute;
      clip-path: inset(50%);
    }
    look-dataset-menu {
      flex: none;
    }
    nav {
      order: 0;
      flex: 1;
    }
    nav a {
      padding: 0 5px;
      font-size: var(--look-size-2);
    }
  }
`;
