import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonsWith, writtenBy } from '../support/python.ts';
import { chooseFiles, importAs, summaryOf } from './support/imports.ts';
import { openProfile } from './support/profile.ts';

/** What test/support/python/own_model.py knows of its pictures. */
interface Facts {
  /** Samples whose label is wrong. */
  wrong: number[];
  truth: number[];
}

const MODELS = [
  { library: 'scikit-learn', module: 'sklearn' },
  { library: 'torch', module: 'torch' },
];

describe.each(MODELS)('a model of $library (skipped where no Python has it)', ({ library, module }) => {
  const [python] = pythonsWith(module);

  it.skipIf(!python)('ranks labels by folds, is compared with another run, and its suggestions are taken', async () => {
    const folder = writtenBy(python, 'own_model.py');
    const facts = JSON.parse(readFileSync(path.join(folder, 'facts.json'), 'utf8')) as Facts;
    const profile = await openProfile();
    const { page } = profile;
    try {
      await chooseFiles(page, path.join(folder, 'pictures.npz'));
      const summary = await summaryOf(page);
      const name = await summary.getByRole('textbox', { name: 'Name of the data set' }).inputValue();
      await importAs(page, name, /^Import 400 samples$/);

      // The first ranking by the backbone is not what this is about.
      await page.evaluate(() => window.look.session.jobs.running()?.cancel());
      await page.getByRole('button', { name: 'Add labels or fields' }).click();
      const dialog = page.locator('look-add-table');
      await dialog.locator('input[type=file]').setInputFiles(path.join(folder, `${library}.npz`));
      await dialog.getByText('400 samples with predictions').waitFor();
      await dialog.getByRole('radio', { name: /^No: the predictions are out of sample/ }).check();
      await dialog.getByRole('button', { name: `Add the predictions of 400 samples as the run “${library}”` }).click();
      await dialog.getByRole('button', { name: 'Rank labels by it' }).click();
      await page.waitForFunction(() => window.look.session.table?.scores.has('uniqueness'));

      const first = await page.evaluate(() =>
        Array.from(window.look.dataset.view().sortBy('insights.suspicion', { reverse: true }).limit(40).indices),
      );
      expect(first.filter((index) => facts.wrong.includes(index)).length).toBeGreaterThanOrEqual(36);

      const after = await page.evaluate(
        async ([run, truth]) => {
          const { look } = window;
          const worst = look.dataset.view().sortBy('insights.suspicion', { reverse: true }).limit(20).indices;
          await look.relabelAsPredicted(worst);
          const { current, reviewed } = look.dataset.table;
          const wrong = truth.map((label) => [0, 1, 2, 3].map((c) => (c === (label + 1) % 4 ? 2 : 0)));
          await look.addRun('another', { logits: wrong, outOfSample: false });
          const compared = await look.compare('another', run);
          return {
            compared: [compared.count, compared.before, compared.after],
            fixed: Array.from(worst).filter((index) => current[index] === truth[index]).length,
            reviewed: reviewed.filter((decision) => decision !== 0).length,
          };
        },
        [library, facts.truth] as const,
      );
      expect(after.compared[0]).toBe(400);
      expect(after.compared[2]).toBeGreaterThan(after.compared[1]);
      expect(after.fixed).toBeGreaterThanOrEqual(18);
      expect(after.reviewed).toBe(20);
      expect(profile.troubles).toEqual([]);
    } finally {
      await profile.close();
    }
  });
});
