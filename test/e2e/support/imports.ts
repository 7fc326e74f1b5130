import type { Locator, Page } from 'playwright';

/** What a person chooses: paths, or a file that is made here. */
export type Chosen = Parameters<Locator['setInputFiles']>[0];

/** Chooses files by the page's file picker. */
export async function chooseFiles(page: Page, files: Chosen): Promise<void> {
  await page.locator('#look-files').setInputFiles(files);
}

/** Chooses a folder by its path, in a browser that hands over the files of folders, and no folders. */
export async function chooseFolder(page: Page, folder: string): Promise<void> {
  await page.evaluate(() => Object.assign(window, { showDirectoryPicker: undefined }));
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a folder' }).click(),
  ]);
  await chooser.setFiles(folder);
}

/** Waits for the summary of what was chosen, with what it would become. */
export async function summaryOf(page: Page): Promise<Locator> {
  const summary = page.locator('look-import-summary');
  await summary.getByRole('heading', { name: /^What it becomes/ }).waitFor();
  return summary;
}

/** The cells of a row of “What it becomes”: a class, and how many samples each split has of it. */
export async function outlineRow(summary: Locator, name: string): Promise<string[]> {
  const cells = summary
    .locator('look-import-outline tr')
    .filter({ has: summary.page().locator(`td:text-is("${name}")`) });
  return cells.locator('td').allInnerTexts();
}

/** The splits that stand above “What it becomes”. */
export async function outlineSplits(summary: Locator): Promise<string[]> {
  return (await summary.locator('look-import-outline th').allInnerTexts()).slice(1);
}

/** Presses Import, and waits until the data set is open, as which the page's heading names it. */
export async function importAs(page: Page, name: string, button: RegExp = /^Import [\d,]+ samples?$/): Promise<void> {
  await page.locator('look-import-summary').getByRole('button', { name: button }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** How a data set stands: samples by split, classes, names in the order of the samples. */
export function standing(page: Page) {
  return page.evaluate(() => {
    const { info, table } = window.look.dataset;
    return {
      splits: Object.fromEntries(info.splits.map(({ name, count }) => [name, count])),
      classes: info.classes,
      size: [info.width, info.height],
      names: table.names,
      labels: Array.from(table.current, (label) => table.classes[label] ?? null),
    };
  });
}

/**
 * Selects the sample of a name, and reads colours of its picture as the inspector shows it once that is the whole original.
 * @param size of the original, turned upright
 * @param at shares of its width and height
 * @returns red, green and blue at each place
 */
export async function inspectorColours(
  page: Page,
  name: string,
  size: [number, number],
  at: [number, number][],
): Promise<number[][]> {
  await page.evaluate((wanted) => {
    const { session, dataset } = window.look;
    session.selected = dataset.table.names!.indexOf(wanted);
  }, name);
  const canvas = page.locator('look-inspector look-picture canvas').first();
  await page.waitForFunction(
    ([drawn, width, height]) => drawn instanceof HTMLCanvasElement && drawn.width === width && drawn.height === height,
    [await canvas.elementHandle(), ...size] as const,
  );
  return canvas.evaluate((drawn: HTMLCanvasElement, places) => {
    const context = drawn.getContext('2d')!;
    return places.map(([across, down]) => {
      const { data } = context.getImageData(Math.floor(across * drawn.width), Math.floor(down * drawn.height), 1, 1);
      return [...data.subarray(0, 3)];
    });
  }, at);
}
