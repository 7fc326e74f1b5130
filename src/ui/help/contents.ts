/** A page of the Help: `docs/ID.md`, called so in its list. */
export interface HelpPage {
  id: string;
  title: string;
}

/** The pages of the Help in their order, under headings. Whatever else lies in docs/ is for those who change the program. */
export const HELP: readonly { heading: string; pages: readonly HelpPage[] }[] = [
  {
    heading: 'Start',
    pages: [
      { id: 'quick-start', title: 'Quick start' },
      { id: 'faq', title: 'Questions and answers' },
      { id: 'privacy', title: 'Privacy' },
    ],
  },
  {
    heading: 'Data and labels',
    pages: [
      { id: 'formats', title: 'Formats' },
      { id: 'labels', title: 'Labels from elsewhere' },
      { id: 'insights', title: 'Scores' },
      { id: 'exports', title: 'Exports' },
      { id: 'project-format', title: 'Project files' },
      { id: 'two-reviewers', title: 'Two reviewers' },
      { id: 'links', title: 'Links' },
    ],
  },
  {
    heading: 'Scripts and models',
    pages: [
      { id: 'walkthrough', title: 'The walkthrough' },
      { id: 'your-own-model', title: 'Your own model' },
      { id: 'model-export', title: 'The model of a run' },
      { id: 'api', title: 'The script API' },
    ],
  },
  {
    heading: 'Background',
    pages: [
      { id: 'deploying', title: 'On your own server' },
      { id: 'browsers', title: 'Browsers' },
      { id: 'engine', title: 'Engine' },
      { id: 'quality', title: 'Quality of the ranking' },
      { id: 'benchmarks', title: 'Benchmarks' },
    ],
  },
];

/** All of them in one row. */
export const HELP_PAGES: readonly HelpPage[] = HELP.flatMap(({ pages }) => pages);

/** Address of a page of the Help, or of a section of it. */
export const helpAddress = (page: string, section = ''): string => `#/help/${page}${section && `/${section}`}`;

/** The page and section of the Help that the address names, as they stand there; empty for none. */
export function placeInAddress(): { page: string; section: string } {
  const [, page = '', section = ''] = /^#\/help\/([^/?]*)\/?([^?]*)/.exec(location.hash) ?? [];
  return { page, section };
}
