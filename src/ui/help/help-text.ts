/** A section of a page of the Help, from its heading to the next. */
export interface HelpSection {
  /** As GitHub makes it from the heading; of one page each has another. */
  id: string;
  /** The heading as text; the page's own title for the first. */
  title: string;
  /** 1 for the page's title, 2 and more below it. */
  level: number;
  /** What stands below the heading, made from Markdown when the page was built: nothing in it was markup before. */
  html: string;
}

/** Beside what is for those who change the program; the tour is its pictures. */
const LOADERS = import.meta.glob<HelpSection[]>(
  ['../../../docs/*.md', '!../../../docs/development.md', '!../../../docs/tour.md'],
  { import: 'default' },
);

/** Loads the text of a page of the Help. Rejects where there is no such page, or where it cannot be fetched. */
export function loadHelp(page: string): Promise<HelpSection[]> {
  const load = LOADERS[`../../../docs/${page}.md`];
  return load ? load() : Promise.reject(new Error(`No page of the Help is called ${page}.`));
}
