import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Download, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeArchive } from '../../scripts/test-archives.mjs';
import { pythonsWith } from '../support/python.ts';
import { expectAccessiblePage } from './support/axe.ts';
import { openProfile, type Profile } from './support/profile.ts';
import { showStage } from './support/scored-page.ts';
import { expectForFingers } from './support/targets.ts';

const archive = makeArchive('cifar-10-binary.tar.gz', { train: 200, test: 40 });
const [python] = pythonsWith('torchvision');
const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-reviewers-'));
const project = path.join(folder, 'ann.second-look');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function openArchive(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  await page.locator('#look-files').setInputFiles(archive!);
  await page.getByRole('heading', { name: 'CIFAR-10', exact: true }).waitFor();
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return download;
}

/** Labels of the first samples, as numbers of classes. */
const labels = (page: Page) => page.evaluate(() => [...window.look.dataset.table.current.slice(0, 8)]);

/** What torchvision's own class reads of a corrected archive, once its lists of checksums are replaced. */
const READER = `import os, sys, tarfile, hashlib, json
from torchvision.datasets import CIFAR10
os.chdir(sys.argv[2])
archive = tarfile.open(sys.argv[1])
folder = archive.getnames()[0].split('/')[0]
archive.extractall('.')
md5 = lambda f: hashlib.md5(open(os.path.join(folder, f), 'rb').read()).hexdigest()
class Corrected(CIFAR10):
    base_folder = folder
    train_list = [(f, md5(f)) for f in sorted(os.listdir(folder)) if f.startswith('data_batch')]
    test_list = [('test_batch', md5('test_batch'))]
    meta = {'filename': 'batches.meta', 'key': 'label_names', 'md5': md5('batches.meta')}
print(json.dumps(Corrected('.', train=True).targets))`;

describe.skipIf(!archive)('two reviewers of one archive (skipped where its pictures are missing)', () => {
  const profiles: Profile[] = [];
  let ann: Page;
  let bob: Page;
  let given: number[];
  beforeAll(async () => {
    for (let k = 0; k < 2; k++) profiles.push(await openProfile());
    [ann, bob] = profiles.map(({ page }) => page);
  });
  afterAll(() => Promise.all(profiles.map((profile) => profile.close())));

  /** A class that is not the given one. */
  const other = (index: number, by: number): number => (given[index] + by) % 10;

  it('one decides by keys, and takes a project along', async () => {
    await openArchive(ann);
    given = await labels(ann);
    await showStage(ann, 'explore');
    await ann.locator('look-grid').waitFor();
    for (const [index, key] of [String(other(0, 1)), String(other(1, 1)), 'k', 'x', String(other(4, 1))].entries()) {
      await ann.evaluate((sample) => void (window.look.session.selected = sample), index);
      await ann.keyboard.press(key);
      await ann.waitForFunction((count) => window.look.session.journal.length === count, index + 1);
    }
    await showStage(ann, 'home');
    const saved = await downloaded(ann, () => ann.getByRole('button', { name: 'Save project' }).click());
    await saved.saveAs(project);
  });

  it('the other lays that beside their own decisions, on another profile', async () => {
    await openArchive(bob);
    await bob.evaluate(
      async ([first, second, fifth]) => {
        await window.look.relabel(0, first);
        await window.look.relabel(1, second);
        await window.look.keep([2, 3]);
        await window.look.relabel(5, fifth);
      },
      [other(0, 1), other(1, 2), other(5, 1)],
    );
    await showStage(bob, 'home');
    await bob.getByRole('button', { name: 'Compare with another reviewer …' }).click();
    const dialog = bob.locator('look-reviewer-dialog');
    await dialog.locator('input[type=file]').setInputFiles(project);
    await dialog.getByText('in a project of the same data set').waitFor();
    const figures = await dialog.locator('dl').innerText();
    expect(figures.replace(/\s+/g, ' ')).toBe(
      'both decided 4 agree 2 Cohen’s kappa 0.429 only they decided 1 only you decided 1',
    );
    await expectAccessiblePage(bob, 'two reviewers');
  });

  it('settles the disagreements by a key each, and takes over what only the first decided', async () => {
    await bob.getByRole('region', { name: 'Disagreements' }).getByRole('button', { name: 'Look through them' }).click();
    const notice = bob.locator('look-other-notice');
    await notice.getByText('2 here to settle').waitFor();
    await expectAccessiblePage(bob, 'a disagreement');
    await bob.keyboard.press('.');
    await notice.getByText('they: excluded').waitFor();
    await bob.keyboard.press(',');
    await notice.getByText('Nothing here is left to settle').waitFor();

    await showStage(bob, 'home');
    await bob.getByRole('button', { name: 'Compare with another reviewer …' }).click();
    const only = bob.getByRole('region', { name: 'Only they decided' });
    await only.getByRole('button', { name: 'Take theirs of all 1 sample' }).click();
    await only.getByText('None is left.').waitFor();
    await bob.locator('look-reviewer-dialog').getByText('Done: adopt decisions about 1 sample').waitFor();
    await bob.keyboard.press('Escape');
    const expected = given.slice();
    for (const index of [0, 1, 4, 5]) expected[index] = other(index, 1);
    expect(await labels(bob)).toEqual(expected);
    expect(await bob.evaluate(() => window.look.dataset.table.excluded[3])).toBe(0);
  });

  it('what both agree on goes out as an archive that torchvision reads', async ({ skip }) => {
    await bob.getByRole('button', { name: 'Export …' }).click();
    const dialog = bob.locator('look-export-dialog');
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('cifar-python');
    await dialog.getByText('CIFAR-10-python.tar.gz').first().waitFor();
    const saved = await downloaded(bob, () => dialog.getByRole('button', { name: 'Export', exact: true }).click());
    const file = path.join(folder, 'merged.tar.gz');
    await saved.saveAs(file);
    const merged = await bob.evaluate(() => [...window.look.dataset.table.current.slice(0, 200)]);
    for (const { troubles } of profiles) expect(troubles).toEqual([]);
    if (!python) return skip('torchvision is not installed');
    const read = execFileSync(python.command, ['-c', READER, file, folder], { encoding: 'utf8' });
    expect(JSON.parse(read)).toEqual(merged);
  });

  it('works with fingers on a phone', async () => {
    const profile = await openProfile(PHONE);
    profiles.push(profile);
    const { page } = profile;
    await openArchive(page);
    await page.evaluate(() => window.look.keep([0, 1]));
    await showStage(page, 'home');
    await page.getByRole('button', { name: 'Compare with another reviewer …' }).tap();
    const dialog = page.locator('look-reviewer-dialog');
    await dialog.locator('input[type=file]').setInputFiles(project);
    const look = page.getByRole('region', { name: 'Disagreements' }).getByRole('button', { name: 'Look through them' });
    await look.waitFor();
    await dialog.getByText('By class').first().tap();
    await expectForFingers(page, 'two reviewers');
    await look.tap();
    const notice = page.locator('look-other-notice');
    await notice.getByRole('button', { name: 'Take theirs' }).waitFor();
    await expectForFingers(page, 'a disagreement');
    await notice.getByRole('button', { name: 'Take theirs' }).tap();
    await notice.getByText('1 here to settle').waitFor();
  });
});
