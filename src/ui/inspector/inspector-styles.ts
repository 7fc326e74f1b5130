import { css } from 'lit';

/** A column of sections on hairlines. */
export const inspectorStyles = css`
  :host {
    display: block;
    overflow: hidden auto;
  }
  section,
  header {
    padding: var(--look-space-4);
    border-bottom: 1px solid var(--look-line);
  }
  .section-head {
    margin-bottom: var(--look-space-2);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(104px, auto);
    gap: var(--look-space-4);
    outline: none;
  }
  header:focus-visible {
    outline: 2px solid var(--look-focus);
    outline-offset: -2px;
  }
  .enlarge {
    align-self: start;
    padding: 0;
    border: 0;
    border-radius: var(--look-radius);
    background: none;
    cursor: zoom-in;
  }
  look-picture {
    aspect-ratio: 1;
  }
  look-sample-source {
    grid-column: 1 / -1;
  }
  h2 {
    color: var(--look-text-2);
    font-size: var(--look-size-3);
    font-weight: 500;
    letter-spacing: 0;
  }
  .labels {
    display: grid;
    align-content: start;
    gap: var(--look-space-1);
  }
  .labels dt {
    margin-top: var(--look-space-1);
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .labels dd {
    font-size: 16px;
    font-weight: 620;
    line-height: 1.2;
    overflow-wrap: anywhere;
    /* A name of several hundred characters pushes nothing away; all of it stands in the title. */
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .struck {
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  .decision {
    justify-self: start;
    width: fit-content;
    margin-top: var(--look-space-1);
    padding: 0 8px;
    border: 2px solid var(--look-text-2);
    border-radius: var(--look-radius);
    font-size: var(--look-size-2);
    font-weight: 600;
  }
  .decision.relabelled {
    border-color: var(--look-accent);
  }
  .decision.excluded {
    border: 2px dashed var(--look-warn);
  }
  .decision.unsure {
    border-style: dotted;
  }
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--look-space-1) var(--look-space-4);
  }
  .facts dt {
    color: var(--look-text-2);
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
  .tag {
    display: inline-block;
    margin: 0 4px 2px 0;
    padding: 1px 8px;
    border-radius: 10px;
    background: var(--look-surface-2);
    font-size: var(--look-size-2);
    /* Seen where colours are forced, and the ground is gone. */
    outline: 1px solid transparent;
    outline-offset: -1px;
  }
  .tag.mistake {
    background: var(--look-warn-soft);
    color: var(--look-warn);
  }
  .copy {
    display: block;
    padding: 0;
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: var(--look-accent-text);
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .copy:hover {
    text-decoration: underline;
  }
  .copy.differs {
    color: var(--look-warn);
    font-weight: 600;
  }
  details {
    border-radius: var(--look-radius-small);
  }
  summary {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--look-space-2);
    min-height: 26px;
    padding: 2px 0;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: none;
  }
  summary .value {
    font-weight: 620;
  }
  summary .rank {
    grid-column: 1 / -1;
    color: var(--look-text-3);
    font-size: var(--look-size-2);
  }
  summary .name {
    text-decoration: underline dotted var(--look-text-3);
    text-underline-offset: 3px;
  }
  .stale {
    color: var(--look-warn);
    font-size: var(--look-size-2);
    font-weight: 550;
  }
  .meaning {
    display: grid;
    gap: var(--look-space-1);
    margin: var(--look-space-1) 0 var(--look-space-2);
    padding-left: var(--look-space-3);
    border-left: 2px solid var(--look-line);
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
  .edits {
    display: grid;
    gap: var(--look-space-2);
  }
  .edits li {
    display: grid;
  }
  .edits small {
    color: var(--look-text-3);
    font-size: var(--look-size-2);
  }
  .edits .undone span {
    color: var(--look-text-3);
    text-decoration: line-through;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: var(--look-space-2) var(--look-space-3);
    border-bottom: 0;
    color: var(--look-text-2);
    font-size: var(--look-size-2);
  }
`;
