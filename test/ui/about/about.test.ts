import { expect, it } from 'vitest';
import { VERSION } from '../../../src/core/version.ts';
import '../../../src/ui/about/about.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { mount, textOf } from '../../support/elements.ts';

it('About credits the makers of the demo’s pictures and of the backbone with their licences, and says that nothing leaves the tab', async () => {
  const about = await mount(document.createElement('look-about'));
  const text = textOf(about);
  for (const credit of [
    'Noto Emoji',
    'Apache License 2.0',
    'Twemoji',
    'CC BY 4.0',
    'Fluent Emoji',
    'MIT License',
    'ML Illustrated',
  ]) {
    expect(text).toContain(credit);
  }
  expect(text).toContain(`Version ${VERSION}`);
  expect(text).toContain('asks no other host for anything unless you click');
  await expectAccessible();
});

it('About leads through the page, stage by stage, and names the keys that work everywhere', async () => {
  const about = await mount(document.createElement('look-about'));
  const links = [...about.renderRoot.querySelectorAll<HTMLAnchorElement>('.steps a')];
  expect(links.map((link) => [link.getAttribute('href'), link.textContent])).toEqual([
    ['#/data', 'Data'],
    ['#/noise', 'Noise'],
    ['#/train', 'Train'],
    ['#/insights', 'Insights'],
    ['#/explore', 'Explore & fix'],
    ['#/home', 'Export'],
  ]);
  expect(textOf(about)).toContain('? shows all keys, Ctrl K finds');
});
