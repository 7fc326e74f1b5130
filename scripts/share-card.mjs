// `npm run share-card`: makes public/share-card.png, what a shared link of the page shows, from a picture of the page itself.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { BROWSER_FLAGS, ensureBrowser } from './find-browser.mjs';
import { ROOT, runCommand } from './setup.mjs';

/** Pixels that Open Graph's pictures have. */
const SIZE = { width: 1200, height: 630 };

/** @param {string} type @param {string} file */
const dataUrl = (type, file) => `data:${type};base64,${readFileSync(file).toString('base64')}`;

const font = createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
const HTML = `<!doctype html>
<style>
  @font-face { font-family: Inter; font-weight: 100 900; src: url(${dataUrl('font/woff2', font)}); }
  body { margin: 0; width: 1200px; height: 630px; overflow: hidden; background: #101415; color: #f1f5f4; font: 500 30px/1.35 Inter; }
  header { padding: 44px 60px 0; }
  h1 { display: flex; align-items: center; gap: 20px; margin: 0; font-size: 60px; font-weight: 680; letter-spacing: -.02em; }
  span { display: grid; place-items: center; width: 62px; height: 62px; border-radius: 16px; background: #2dd4bf; color: #04201c; font-size: 40px; }
  p { margin: 14px 0 0; color: #b9c6c3; }
  img { display: block; margin: 34px 60px; width: 1080px; border-radius: 14px; border: 1px solid #33403f; }
</style>
<header><h1><span>2</span>Second Look</h1><p>Finds the label mistakes in an image data set, wholly in a browser tab.</p></header>
<img src="${dataUrl('image/png', path.join(ROOT, 'docs/images/explore-dark.png'))}">`;

await runCommand(async () => {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.setContent(HTML);
    await page.evaluate(() => document.fonts.ready);
    const png = await page.screenshot();
    await sharp(png)
      .png({ palette: true, colours: 96, dither: 0.4, effort: 10 })
      .toFile(path.join(ROOT, 'public/share-card.png'));
  } finally {
    await browser.close();
  }
});
