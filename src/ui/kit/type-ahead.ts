import { css } from 'lit';

/** Choices shown at once; typing narrows them. */
export const MOST_SHOWN = 50;

/**
 * Those of some choices that have every word typed, the best first: called exactly so, beginning so, with a word that begins so, with it
 * anywhere, and last those that have the words apart. Among equals the order stays.
 * @param textOf all that may be typed of a choice: its name and what else says what it is
 */
export function fitting<T extends { name: string }>(
  choices: readonly T[],
  typed: string,
  textOf: (choice: T) => string = ({ name }) => name,
): T[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [...choices];
  const words = wanted.split(/\s+/);
  const ranks = Array.from({ length: 5 }, (): T[] => []);
  for (const choice of choices) {
    const text = textOf(choice).toLowerCase();
    if (words.every((word) => text.includes(word))) ranks[rankOf(choice.name.toLowerCase(), wanted)].push(choice);
  }
  return ranks.flat();
}

function rankOf(name: string, wanted: string): number {
  const at = name.indexOf(wanted);
  if (at === 0) return name.length === wanted.length ? 0 : 1;
  if (at < 0) return 4;
  return name.includes(` ${wanted}`) ? 2 : 3;
}

/** A field to type into above a list that scrolls. */
export const typeAheadStyles = css`
  input {
    width: 100%;
    min-height: 36px;
  }
  .choices {
    height: clamp(150px, 45dvh, 420px);
    margin-top: var(--look-space-2);
    overflow: auto;
  }
  [role='option'] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--look-space-3);
    width: 100%;
    padding: 5px var(--look-space-2);
    border: 0;
    border-radius: var(--look-radius-small);
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .more {
    padding: 5px var(--look-space-2);
  }
  [aria-selected='true'] {
    background: var(--look-accent-soft);
  }
`;
