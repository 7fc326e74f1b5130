import { deleteDataset, sweepDeadImports } from '../store/datasets.ts';
import { importFiles, importUrl } from '../tasks/import-dataset.ts';
import type { Dataset } from './dataset.ts';
import { Session } from './session.ts';
import type { View } from './view.ts';

/** Where the built-in demo lies, beside the page. */
const DEMO_URL = 'demo/emoji-32.tar.gz';

/** Local storage key of the data set that was open last. */
export const LAST_OPEN = 'second-look:open';

/** The part of the script API that opens data sets; everything else is about the one that is open. */
export class LookData {
  /** What the page shows: `look.session.view = …`. */
  readonly session = new Session();

  /** The open data set. @throws Error where none is open */
  get dataset(): Dataset {
    if (!this.session.dataset) throw new Error('No data set is open: drop an archive, or await look.loadDemo().');
    return this.session.dataset;
  }

  /** Imports one archive, or the loose batches of one data set, and opens it. */
  async importFiles(files: File[]): Promise<Dataset> {
    const title = files.length === 1 ? files[0].name : `${files.length} files`;
    const result = await this.session.jobs.run('import', `Importing ${title}`, (signal, onProgress) =>
      importFiles(signal, files, onProgress),
    );
    this.session.lastImport = result;
    return this.openImported(result.datasetId);
  }

  /** Imports an archive from a URL and opens it. The caller has asked the person where it is a foreign host. */
  async importUrl(url: string): Promise<Dataset> {
    const result = await this.session.jobs.run('import', `Importing ${url}`, (signal, onProgress) =>
      importUrl(signal, new URL(url, document.baseURI).href, onProgress),
    );
    this.session.lastImport = result;
    return this.openImported(result.datasetId);
  }

  /** Opens the built-in demo, Emoji-32, importing it the first time. */
  async loadDemo(): Promise<Dataset> {
    const url = new URL(DEMO_URL, document.baseURI).href;
    await this.session.until(() => this.session.datasets !== null);
    const known = this.session.datasets?.find((d) => d.source === url);
    return known ? this.openImported(known.id) : this.importUrl(url);
  }

  /** Opens a data set of this browser by its name. */
  async load(name: string): Promise<Dataset> {
    await this.session.until(() => this.session.datasets !== null);
    const known = this.session.datasets?.find((d) => d.name === name);
    if (!known) throw new Error(`There is no data set “${name}” in this browser.`);
    return this.openImported(known.id);
  }

  /** Removes a data set with its runs, scores and edits from this browser. */
  async deleteDataset(datasetId: number): Promise<void> {
    await deleteDataset(datasetId);
  }

  /** Opens the page: sweeps what dead imports left, follows the store, and opens the data set that was open last. */
  async start(): Promise<void> {
    this.session.start();
    await sweepDeadImports();
    await this.session.until(() => this.session.datasets !== null);
    const last = Number(localStorage.getItem(LAST_OPEN));
    if (this.session.datasets?.some((d) => d.id === last)) await this.session.open(last);
  }

  protected trainView(): View {
    const view = this.dataset.view();
    return this.dataset.info.splits.some((split) => split.name === 'train') ? view.matchSplit('train') : view;
  }

  protected testView(): View {
    const view = this.dataset.view();
    return this.dataset.info.splits.some((split) => split.name === 'test') ? view.matchSplit('test') : view;
  }

  private async openImported(datasetId: number): Promise<Dataset> {
    localStorage.setItem(LAST_OPEN, String(datasetId));
    return this.session.open(datasetId);
  }
}
