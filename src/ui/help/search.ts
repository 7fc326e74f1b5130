import { HELP_PAGES, type HelpPage } from './contents.ts';
import type { HelpSection } from './help-text.ts';

/** A section of a page of the Help as it is searched. */
export interface SearchedSection {
  page: HelpPage;
  section: HelpSection;
  /** What stands in it, spaces made single. */
  text: string;
}

/** Characters of a section that are shown on each side of what was found. */
const AROUND = 80;

/** The sections of all pages, in their order. @param texts of each page its sections, as `HELP_PAGES` has them */
export function searchedSections(texts: readonly HelpSection[][]): SearchedSection[] {
  const parser = new DOMParser();
  const textOf = (html: string): string =>
    (parser.parseFromString(html, 'text/html').body.textContent ?? '').replace(/\s+/g, ' ').trim();
  return texts.flatMap((sections, i) =>
    sections.map((section) => ({ page: HELP_PAGES[i], section, text: textOf(section.html) })),
  );
}

/**
 * Those that have every word typed, the best first: in the heading as typed, every word in it, in the text as typed, anywhere. Among equals
 * the order stays.
 */
export function searchHelp(sections: readonly SearchedSection[], typed: string): SearchedSection[] {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  if (!wanted) return [];
  const words = wanted.split(' ');
  const ranks = Array.from({ length: 4 }, (): SearchedSection[] => []);
  for (const entry of sections) {
    const title = entry.section.title.toLowerCase();
    const text = entry.text.toLowerCase();
    if (!words.every((word) => title.includes(word) || text.includes(word))) continue;
    if (title.includes(wanted)) ranks[0].push(entry);
    else if (words.every((word) => title.includes(word))) ranks[1].push(entry);
    else if (text.includes(wanted)) ranks[2].push(entry);
    else ranks[3].push(entry);
  }
  return ranks.flat();
}

/** What stands around the first thing found in a text: before it, itself, after it. Its beginning where nothing is. */
export function snippetOf(text: string, typed: string): { before: string; found: string; after: string } {
  const low = text.toLowerCase();
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const [found = ''] = [wanted, ...wanted.split(' ')].filter((part) => low.includes(part));
  const at = Math.max(0, low.indexOf(found));
  const end = at + found.length;
  const start = Math.max(0, at - AROUND);
  return {
    before: `${start > 0 ? '… ' : ''}${text.slice(start, at)}`,
    found: text.slice(at, end),
    after: `${text.slice(end, end + AROUND)}${end + AROUND < text.length ? ' …' : ''}`,
  };
}
