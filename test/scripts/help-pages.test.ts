import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpSections } from '../../scripts/help-pages.ts';
import { shareMeta } from '../../scripts/share-tags.ts';
import { HELP_PAGES } from '../../src/ui/help/contents.ts';
import { ROOT } from '../../scripts/setup.mjs';

const DOCS = path.join(ROOT, 'docs');

const html = (text: string) =>
  helpSections(`# Page\n\n${text}`, 'formats.md')
    .map((section) => section.html)
    .join('')
    .trim();

describe('a page of docs/ in the Help', () => {
  it('is cut at its headings, each with the anchor that GitHub gives it', () => {
    const sections = helpSections('# A page\n\nText.\n\n## IDX: `MNIST` & co.\n\n## Twice\n\n## Twice\n', 'formats.md');
    expect(sections).toEqual([
      { id: 'a-page', title: 'A page', level: 1, html: '<p>Text.</p>\n' },
      { id: 'idx-mnist--co', title: 'IDX: MNIST & co.', level: 2, html: '' },
      { id: 'twice', title: 'Twice', level: 2, html: '' },
      { id: 'twice-1', title: 'Twice', level: 2, html: '' },
    ]);
  });

  it('is refused where it has HTML, by file and line', () => {
    const refused = (text: string) => () => helpSections(text, 'faq.md');
    expect(refused('# A\n\n\n<img src=x onerror=alert(1)>')).toThrow('faq.md:4: <img src=x onerror=alert(1)> is HTML');
    expect(refused('# A\n\nText with <b>')).toThrow('faq.md:3: <b> is HTML');
    expect(refused('# A\n\n- list\n- <script>alert(1)</script>')).toThrow('faq.md:4');
    expect(refused('# A\n\n<!-- x --><b>')).toThrow('faq.md:3');
  });

  it('shows markup in code as text, and leaves comments out', () => {
    expect(html('`<b>` &lt;')).toBe('<p><code>&lt;b&gt;</code> &lt;</p>');
    expect(html('```html\n<script>\n```')).toContain('&lt;script&gt;');
    expect(html('<!-- made by a script -->\n\nText')).toBe('<p>Text</p>');
  });

  it('links to other pages within the Help, elsewhere in a tab of its own, and leaves other files as text', () => {
    expect(html('[a](labels.md)')).toBe('<p><a href="#/help/labels">a</a></p>');
    expect(html('[a](labels.md#what-is-read)')).toBe('<p><a href="#/help/labels/what-is-read">a</a></p>');
    expect(html('[a](#stl-10)')).toBe('<p><a href="#/help/formats/stl-10">a</a></p>');
    expect(html('[a](https://example.org/x)')).toBe(
      '<p><a href="https://example.org/x" target="_blank" rel="noopener noreferrer">a</a></p>',
    );
    expect(html('see [a](decisions/0001-x.md) and [b](../CHANGELOG.md), [c](labels.md)')).toBe(
      '<p>see a and b, <a href="#/help/labels">c</a></p>',
    );
    expect(html('[a](javascript:alert(1)) [b](data:text/html,x) [c](//example.org)')).not.toContain('<a');
  });

  it('has pictures by what they show', () => {
    expect(html('![The "grid"](images/x.png)')).toBe('<p><em>Picture: The &quot;grid&quot;</em></p>');
  });

  it('leads nowhere that is not there', () => {
    const pages = new Map(
      HELP_PAGES.map(({ id }) => [id, helpSections(readFileSync(path.join(DOCS, `${id}.md`), 'utf8'), `${id}.md`)]),
    );
    const places = new Set([...pages].flatMap(([page, list]) => [page, ...list.map(({ id }) => `${page}/${id}`)]));
    const links = [...pages].flatMap(([page, list]) =>
      list.flatMap((section) =>
        [...section.html.matchAll(/href="#\/help\/([^"]*)"/g)].map(([, to]) => ({ page, to: decodeURIComponent(to) })),
      ),
    );
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter(({ to }) => !places.has(to))).toEqual([]);
  });

  it('is every one of docs/ but those for who changes the program', () => {
    const files = readdirSync(DOCS).filter((name) => name.endsWith('.md'));
    const shown = HELP_PAGES.map(({ id }) => `${id}.md`);
    expect(files.filter((name) => !shown.includes(name)).sort()).toEqual(['development.md', 'tour.md']);
  });
});

describe('what a shared link shows', () => {
  it('names the picture by its whole address, with or without a slash at the end of the site’s', () => {
    for (const site of ['https://example.org/tools/look', 'https://example.org/tools/look/']) {
      expect(shareMeta(site)).toMatchObject({
        'og:url': 'https://example.org/tools/look/',
        'og:image': 'https://example.org/tools/look/share-card.png',
        'twitter:card': 'summary_large_image',
      });
    }
    expect(() => shareMeta('example.org')).toThrow('URL');
  });

  it('is title and text alone where the site’s address is not known', () => {
    const meta = shareMeta();
    expect(meta['og:title']).toContain('Second Look');
    expect(Object.keys(meta).filter((name) => /image|url/.test(name))).toEqual([]);
  });
});
