import type { HtmlTagDescriptor, Plugin } from 'vite';

const TITLE = 'Second Look';
const TEXT =
  'Find the label mistakes in an image data set, and fix them, wholly in a browser tab. No upload, no install.';
const PICTURE = 'A grid of pictures, each with its given label struck through and the suggested one below it.';

/**
 * What a shared link shows, by the Open Graph protocol and Twitter's cards. Crawlers take a picture by its whole address only, so without
 * one the card has title and text.
 * @param siteUrl where the built page will lie, with or without the last slash
 * @throws a TypeError where it is no URL
 */
export function shareMeta(siteUrl?: string): Record<string, string> {
  const text = {
    'og:type': 'website',
    'og:site_name': TITLE,
    'og:title': `${TITLE}: find label mistakes`,
    'og:description': TEXT,
  };
  if (!siteUrl) return { ...text, 'twitter:card': 'summary' };
  const site = new URL(siteUrl.replace(/\/?$/, '/'));
  return {
    ...text,
    'og:url': site.href,
    'og:image': new URL('share-card.png', site).href,
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': PICTURE,
    'twitter:card': 'summary_large_image',
  };
}

/** Vite plugin: writes them into the built page. @param siteUrl as above */
export function shareTags(siteUrl?: string): Plugin {
  return {
    name: 'share-tags',
    apply: 'build',
    transformIndexHtml: () =>
      Object.entries(shareMeta(siteUrl)).map(([name, content]): HtmlTagDescriptor => {
        const attrs = name.startsWith('og:') ? { property: name, content } : { name, content };
        return { tag: 'meta', attrs, injectTo: 'head' };
      }),
  };
}
