import path from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Plugin } from 'vite';
import { HELP_PAGES, helpAddress } from '../src/ui/help/contents.ts';
import type { HelpSection } from '../src/ui/help/help-text.ts';

/** Sections below this level belong to the one above them. */
const DEEPEST = 4;

const markdown = new MarkdownIt({ html: true });
const { escapeHtml } = markdown.utils;

type Token = ReturnType<typeof markdown.parse>[number];

// Only what overflows scrolls, and only this takes the keyboard: the page sees to that.
markdown.renderer.rules.table_open = () => '<div class="wide"><table>';
markdown.renderer.rules.table_close = () => '</table></div>';
// Pictures stay where the docs are read with them.
markdown.renderer.rules.image = (tokens, at) => `<em>Picture: ${escapeHtml(tokens[at].content)}</em>`;

/** The anchor that GitHub gives a heading; of equal ones the second ends with -1. */
function anchorOf(heading: string, taken: Map<string, number>): string {
  const anchor = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
  const before = taken.get(anchor) ?? 0;
  taken.set(anchor, before + 1);
  return before === 0 ? anchor : `${anchor}-${before}`;
}

const plainText = ({ children }: Token): string => (children ?? []).map(({ content }) => content).join('');

/** Comments are left out; any other markup is refused, since the page shows the text as it is made here. */
function withoutMarkup(tokens: Token[], file: string, line = 0): Token[] {
  return tokens.filter((token) => {
    const at = token.map?.[0] ?? line;
    if (token.children) token.children = withoutMarkup(token.children, file, at);
    if (!token.type.startsWith('html')) return true;
    if (/^\s*<!--.*?-->\s*$/s.test(token.content)) return false;
    throw new Error(
      `${file}:${at + 1}: ${token.content.trim()} is HTML; pages of the Help are Markdown alone. Write it as \`code\`.`,
    );
  });
}

/**
 * Makes links lead where they do in the Help: to other pages of it there, elsewhere in a tab of its own; what is not in the Help stays as
 * text.
 */
function placeLinks(tokens: Token[], page: string): void {
  let linked = true;
  for (const token of tokens) {
    if (token.children) placeLinks(token.children, page);
    if (token.type === 'link_open') {
      const address = placeOf(String(token.attrGet('href') ?? ''), page);
      linked = address !== null;
      if (address === null) Object.assign(token, { type: 'text', content: '' });
      else token.attrSet('href', address);
      if (address && !address.startsWith('#')) {
        token.attrSet('target', '_blank');
        token.attrSet('rel', 'noopener noreferrer');
      }
    } else if (token.type === 'link_close' && !linked) {
      Object.assign(token, { type: 'text', content: '' });
      linked = true;
    }
  }
}

/** Where a link of a page leads: an address of the Help or of the web; null for what is neither. */
function placeOf(href: string, page: string): string | null {
  if (/^https?:/.test(href)) return href;
  const [file, section = ''] = href.split('#');
  const other = file === '' ? page : file.replace(/\.md$/, '');
  return HELP_PAGES.some(({ id }) => id === other) ? helpAddress(other, section) : null;
}

/**
 * What a page of docs/ is in the Help.
 * @param text Markdown
 * @param file its name, `ID.md`, for links within the page and for errors
 * @throws an Error with file and line where there is HTML in it
 */
export function helpSections(text: string, file: string): HelpSection[] {
  const page = path.basename(file, '.md');
  const tokens = withoutMarkup(markdown.parse(text, {}), file);
  placeLinks(tokens, page);
  const taken = new Map<string, number>();
  const starts = tokens.flatMap((token, at) =>
    token.type === 'heading_open' && Number(token.tag[1]) <= DEEPEST ? [at] : [],
  );
  return starts.map((start, i) => {
    const title = plainText(tokens[start + 1]);
    const body = tokens.slice(start + 3, starts[i + 1]);
    return {
      id: anchorOf(title, taken),
      title,
      level: Number(tokens[start].tag[1]),
      html: markdown.renderer.render(body, markdown.options, {}),
    };
  });
}

/** Vite plugin: a page of docs/ that is imported is its sections, so that nothing that reads Markdown is in the page's code. */
export function helpPages(): Plugin {
  return {
    name: 'help-pages',
    transform(text, id) {
      if (!/\/docs\/[^/]+\.md$/.test(id)) return null;
      const sections = JSON.stringify(helpSections(text, path.basename(id)));
      return { code: `export default JSON.parse(${JSON.stringify(sections)});`, map: { mappings: '' } };
    },
  };
}
