import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import type { LookExportDialog } from '../../../src/ui/exchange/export-dialog.ts';
import { openExport } from '../../../src/ui/exchange/open-export.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { takeDownloads, type Downloaded } from '../../support/downloads.ts';
import { buttonNamed, deepQuery, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let dialog: LookExportDialog;
let downloads: Downloaded[];

beforeEach(async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(50);
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(info.id);
  downloads = takeDownloads();
  // A file to write to is asked for in a window of the browser's own, which no test can answer.
  vi.stubGlobal('showSaveFilePicker', undefined);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  dialog = openExport(look);
  onTestFinished(() => dialog.remove());
  await expect.poll(said).toContain('tiny-labels.csv: 50 samples');
});

const said = (): string => textOf(dialog);
const exportButton = (): HTMLButtonElement => buttonNamed(dialog, 'Export') as HTMLButtonElement;

function choose(format: string): void {
  const select = deepQuery<HTMLSelectElement>(dialog, 'select')!;
  select.value = format;
  select.dispatchEvent(new Event('change'));
}

it('shows a form with its first rows, and writes it', async () => {
  expect(deepQuery(dialog, 'pre')!.textContent).toContain('0,train,cat,cat,');
  await expectAccessible();
  exportButton().click();
  await expect.poll(said).toMatch(/tiny-labels\.csv is downloaded: 50 samples, /);
  const [{ name, blob }] = downloads;
  expect(name).toBe('tiny-labels.csv');
  expect(await blob.text()).toMatch(/^index,split,given,current,/);
});

it('shows the first files of an archive, and what is left out by what is chosen', async () => {
  await look.exclude(0);
  choose('folders-zip');
  await expect.poll(said).toContain('tiny-folders.zip: 49 samples');
  expect(said()).toContain('1 sample left out, because you excluded it.');
  expect(deepQuery(dialog, 'pre')!.textContent).toContain('train/dog/00001.png');
  const excluded = [...dialog.shadowRoot!.querySelectorAll('select')].at(-1)!;
  excluded.value = 'marked';
  excluded.dispatchEvent(new Event('change'));
  await expect.poll(said).toContain('tiny-folders.zip: 50 samples');
});

it('says why a form does not fit, and exports nothing then', async () => {
  choose('issues-table');
  await expect.poll(said).toContain('find label mistakes first');
  expect(exportButton().disabled).toBe(true);
});

it('opens at the report where that is asked for, and says what will be in it', async () => {
  dialog.remove();
  dialog = openExport(look, 'report');
  onTestFinished(() => dialog.remove());
  await expect.poll(said).toContain('tiny-report.html: 50 samples');
  expect(deepQuery(dialog, 'pre')!.textContent).toContain('Labels of Tiny');
  exportButton().click();
  await expect.poll(said).toContain('tiny-report.html is downloaded');
  const html = await downloads[0].blob.text();
  expect(html).toContain('The labels are not ranked yet');
  expect(html).not.toContain('<script');
});
