import type { ImportResult } from '../contracts/importer.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { UserError } from '../core/errors.ts';
import { countWork, deleteDataset, sweepDeadImports } from '../store/datasets.ts';
import { importFiles, importUrl } from '../tasks/import-dataset.ts';
import type { DataCalls, Work } from './calls/data.ts';
import type { Dataset } from './dataset.ts';
import { lastOpen, rememberOpen } from './last-open.ts';
import type { Session } from './session.ts';

/** Where the built-in demo lies, beside the page. */
const DEMO_URL = 'demo/emoji-32.tar.gz';

/** Imports, opens and deletes the data sets of this browser. */
export class Datasets implements DataCalls {
  constructor(private readonly session: Session) {}

  importFiles(files: File[]): Promise<Dataset> {
    const title = files.length === 1 ? files[0].name : `${files.length} files`;
    return this.import(title, (signal, onProgress) => importFiles(signal, files, onProgress));
  }

  importUrl(url: string): Promise<Dataset> {
    const address = new URL(url, document.baseURI).href;
    return this.import(url, (signal, onProgress) => importUrl(signal, address, onProgress));
  }

  async loadDemo(): Promise<Dataset> {
    const url = new URL(DEMO_URL, document.baseURI).href;
    await this.listed();
    const known = this.session.datasets?.find((d) => d.source === url);
    return known ? this.open(known.id) : this.importUrl(url);
  }

  async load(name: string): Promise<Dataset> {
    await this.listed();
    const known = this.session.datasets?.find((d) => d.name === name);
    if (!known) throw new UserError('not-found', `There is no data set “${name}” in this browser.`);
    return this.open(known.id);
  }

  countWork(datasetId: number): Promise<Work> {
    return countWork(datasetId);
  }

  deleteDataset(datasetId: number): Promise<void> {
    return deleteDataset(datasetId);
  }

  /** Sweeps what dead imports left, follows the store, and opens the data set that was open last. */
  async start(): Promise<void> {
    this.session.start();
    await sweepDeadImports();
    await this.listed();
    const last = lastOpen();
    if (last !== null && this.session.datasets?.some((d) => d.id === last)) await this.session.open(last);
  }

  private async import(
    title: string,
    work: (signal: AbortSignal, onProgress: OnProgress) => Promise<ImportResult>,
  ): Promise<Dataset> {
    const result = await this.session.jobs.run('import', `Importing ${title}`, work);
    this.session.lastImport = result;
    return this.open(result.datasetId);
  }

  private open(datasetId: number): Promise<Dataset> {
    rememberOpen(datasetId);
    return this.session.open(datasetId);
  }

  private listed(): Promise<void> {
    return this.session.until(() => this.session.datasets !== null);
  }
}
