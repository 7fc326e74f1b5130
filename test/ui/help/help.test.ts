import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/ui/help/help.ts';
import type { LookHelp } from '../../../src/ui/help/help.ts';
import { HELP_PAGES } from '../../../src/ui/help/contents.ts';
import { snippetOf } from '../../../src/ui/help/search.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { mount, textOf } from '../../support/elements.ts';

beforeEach(() => {
  history.replaceState(null, '', '#/help');
  onTestFinished(() => history.replaceState(null, '', '#'));
});

const articleOf = (help: LookHelp) => help.renderRoot.querySelector('article')!;
const headingOf = (help: LookHelp) => textOf(articleOf(help).querySelector('h1') ?? document.createElement('i'));
const linkTo = (help: LookHelp, href: string) => help.renderRoot.querySelector<HTMLAnchorElement>(`a[href="${href}"]`)!;

async function open(address = '#/help') {
  history.replaceState(null, '', address);
  const help = await mount(document.createElement('look-help'));
  await expect.poll(() => textOf(articleOf(help))).not.toBe('');
  return help;
}

async function search(help: LookHelp, words: string) {
  await userEvent.fill(help.renderRoot.querySelector('input')!, words);
  await expect.poll(() => headingOf(help)).toBe('Found');
  return [...help.renderRoot.querySelectorAll('.found li')].map(textOf);
}

describe('the Help', () => {
  it('begins with the quick start, lists all pages, and opens each', async () => {
    const help = await open();
    expect(headingOf(help)).toBe('Quick start');
    await expectAccessible();
    for (const { id, title } of HELP_PAGES) {
      linkTo(help, `#/help/${id}`).click();
      await expect.poll(() => help.renderRoot.querySelector('[aria-current=page]')?.textContent).toBe(title);
      await expect.poll(() => textOf(articleOf(help)).length, { message: id }).toBeGreaterThan(1000);
      expect(help.renderRoot.querySelectorAll('article script, article img, article [onclick]')).toHaveLength(0);
    }
  });

  it('opens at the page and section of the address, with the keyboard there', async () => {
    const help = await open('#/help/formats');
    expect(headingOf(help)).toBe('What can be imported');
    location.hash = '#/help/formats/what-is-not-read';
    await expect.poll(() => help.shadowRoot?.activeElement?.textContent, { timeout: 10_000 }).toBe('What is not read');
    const top = () => help.shadowRoot!.activeElement!.getBoundingClientRect().top;
    await expect.poll(top).toBeLessThan(innerHeight);
    expect(top()).toBeGreaterThanOrEqual(0);
  });

  it('says so where the address names no page of it, and still lists all', async () => {
    const help = await open('#/help/no-such-page/%E0');
    expect(textOf(articleOf(help))).toContain('no page of the name');
    linkTo(help, '#/help/faq').click();
    await expect.poll(() => headingOf(help)).toBe('Questions and answers');
    expect(textOf(articleOf(help))).not.toContain('no page of the name');
  });

  it('finds in all pages, headings first, with what stands around it', async () => {
    const help = await open('#/help/privacy');
    const found = await search(help, 'parquet');
    expect(found[0]).toMatch(/^Parquet Formats/);
    expect(new Set(found.map((text) => HELP_PAGES.find(({ title }) => text.includes(title))?.id)).size).toBeGreaterThan(
      2,
    );
    expect(help.renderRoot.querySelector('mark')!.textContent.toLowerCase()).toContain('parquet');
    await expectAccessible();
    const first = help.renderRoot.querySelector<HTMLAnchorElement>('.found a')!;
    expect(first.getAttribute('href')).toBe('#/help/formats/parquet');
    first.click();
    await expect.poll(() => help.shadowRoot?.activeElement?.textContent).toBe('Parquet');
    expect(help.renderRoot.querySelector('input')!.value).toBe('');
  });

  it('finds words that stand apart, in any case, and says where nothing has them', async () => {
    const help = await open();
    expect((await search(help, 'SAFARI seven days')).some((text) => text.includes('Privacy'))).toBe(true);
    await search(help, 'zzzz qqqq');
    await expect.poll(() => textOf(articleOf(help))).toContain('Nothing has these words.');
    await search(help, '<img src=x onerror=alert(1)>');
    expect(articleOf(help).querySelector('img')).toBeNull();
  });

  it('fits a telephone: the list gives way to a page that was opened, and is one tap away; wide tables scroll by themselves', async () => {
    await page.viewport(390, 844);
    onTestFinished(() => page.viewport(1280, 720));
    const help = await open();
    linkTo(help, '#/help/your-own-model').click();
    await expect.poll(() => headingOf(help)).toBe('Your own model');
    const list = help.renderRoot.querySelector('nav')!;
    expect(list.checkVisibility()).toBe(false);
    expect(help.scrollWidth).toBeLessThanOrEqual(help.clientWidth);
    await expect.poll(() => help.renderRoot.querySelector('.wide[tabindex="0"], pre[tabindex="0"]')).toBeTruthy();
    await expectAccessible();
    linkTo(help, '#/help').click();
    await expect.poll(() => list.checkVisibility()).toBe(true);
  });
});

it('a snippet is cut around what was found, or is the beginning', () => {
  const text = `${'a '.repeat(100)}Needle${' b'.repeat(100)}`;
  const { before, found, after } = snippetOf(text, 'needle');
  expect([found, before.startsWith('… '), after.endsWith(' …')]).toEqual(['Needle', true, true]);
  expect(before.length + after.length).toBeLessThan(170);
  expect(snippetOf('Short text', 'heading only')).toEqual({ before: '', found: '', after: 'Short text' });
  expect(snippetOf('one and two', 'two one').found).toBe('two');
});
