import type { FacetCounts, FacetCount } from './facet-counts.ts';
import type { Facet, FacetValue } from '../../core/views/edit-stages.ts';

/** What a search leaves of the facets, and what Enter toggles. */
export interface SearchResult {
  facets: FacetCounts[];
  /** The first value whose own name is found; one that begins with what was typed goes before one that has it inside. */
  hit: { facet: Facet; value: FacetValue; name: string; title: string } | null;
}

/**
 * Narrows all facets at once: one whose title is found keeps all its values, another only those found by name; one with
 * nothing found goes.
 * @param text as typed; empty finds all and hits nothing
 * @param names the text as a filter of names: the last thing to be hit
 */
export function searchFacets(
  facets: readonly FacetCounts[],
  text: string,
  names: FacetCounts | null = null,
): SearchResult {
  const wanted = plain(text);
  if (wanted === '') return { facets: [...facets], hit: null };
  const left: FacetCounts[] = [];
  let hit: SearchResult['hit'] = null;
  let rank = 2;
  for (const counts of facets) {
    const found = counts.values.filter(({ name }) => plain(name).includes(wanted));
    const whole = found.length === 0 && isFound(counts.title, text);
    if (found.length === 0 && !whole) continue;
    left.push(whole ? counts : { ...counts, values: [...found].sort((a, b) => begins(a, wanted) - begins(b, wanted)) });
    if (found.length === 0) continue;
    const first = left.at(-1)!.values[0];
    if (begins(first, wanted) >= rank) continue;
    rank = begins(first, wanted);
    hit = { facet: counts.facet, value: first.value, name: first.name, title: counts.title };
  }
  if (names) {
    left.push(names);
    const [{ value, name }] = names.values;
    hit ??= { facet: names.facet, value, name, title: names.title };
  }
  return { facets: left, hit };
}

/** Whether a title has what was typed; empty text is in every one. */
export function isFound(title: string, text: string): boolean {
  return plain(title).includes(plain(text));
}

const plain = (text: string): string => text.trim().toLowerCase();

const begins = ({ name }: FacetCount, wanted: string): number => (plain(name).startsWith(wanted) ? 0 : 1);
