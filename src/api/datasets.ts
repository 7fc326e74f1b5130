import { urlOf, type HubName } from '../core/formats/hugging-face.ts';
import type { HuggingFaceOffer, ImportResult, ImportSource, PathedFile } from '../contracts/importer.ts';
import { UserError } from '../core/errors.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { ImportChoices, Survey } from '../core/import/choices.ts';
import { isProject } from '../core/project/project-file.ts';
import { onlyFolder } from '../core/import/origin.ts';
import { countWork, deleteDataset, renameDataset, sweepDeadImports } from '../store/datasets.ts';
import { importError } from '../core/formats/import-error.ts';
import { fetchFile } from '../tasks/fetch-file.ts';
import { lookUpOnHub, openImport } from '../tasks/import-dataset.ts';
import { openProject } from '../tasks/projects.ts';
import type { DataCalls, Work } from './calls/data.ts';
import type { ProjectCalls } from './calls/projects.ts';
import type { Dataset } from './dataset.ts';
import { savedEdits } from './kept-by-dataset.ts';
import { lastOpen, rememberOpen } from './last-open.ts';
import { PendingImport, questionOf } from './pending-import.ts';
import type { Session } from './session.ts';

/** Where the built-in demo lies, beside the page. */
const DEMO_URL = 'demo/emoji-32.tar.gz';

/** Where the demo lies in full, as its data set has it for its source. */
const demoAddress = (): string => new URL(DEMO_URL, document.baseURI).href;

/** Whether a data set is the built-in demo. */
export function isDemo({ source }: Pick<DatasetInfo, 'source'>): boolean {
  return source === demoAddress();
}

/** Imports, opens and deletes the data sets of this browser. */
export class Datasets implements DataCalls, Pick<ProjectCalls, 'openProject' | 'openProjectFrom'> {
  constructor(private readonly session: Session) {}

  importFiles(files: readonly (File | PathedFile)[], choices?: Partial<ImportChoices>): Promise<Dataset> {
    return this.import({ kind: 'files', files: files.map(withPath) }, choices);
  }

  importUrl(url: string, choices?: Partial<ImportChoices>): Promise<Dataset> {
    return this.import({ kind: 'url', url: new URL(url, document.baseURI).href }, choices);
  }

  async import(source: ImportSource, choices?: Partial<ImportChoices>, into?: number): Promise<Dataset> {
    const pending = await this.lookThrough(source, choices, into);
    if (!(pending instanceof PendingImport)) return pending;
    pending.discard();
    throw questionOf(pending.title, pending.survey);
  }

  async openProject(file: Blob): Promise<Dataset> {
    const name = file instanceof File ? file.name : 'The project';
    const began = performance.now();
    const opened = await this.session.jobs.run('import', `Opening ${name}`, (signal, onProgress) =>
      openProject(signal, file, name, onProgress),
    );
    const { datasetId, sampleCount, lastSeq, from } = opened;
    const notes = from === null ? [] : [`The project has no pictures of its own: they are those of “${from}”.`];
    const dataset = await this.take({ datasetId, sampleCount, elapsedMs: performance.now() - began, notes });
    // Once it is listed: what is kept of a data set that is not would be forgotten.
    savedEdits.remember(datasetId, lastSeq);
    this.session.changed();
    return dataset;
  }

  async openProjectFrom(url: string): Promise<Dataset> {
    const href = urlOf(url, document.baseURI)?.href;
    if (href === undefined) throw importError(`“${url}” is no address.`);
    const file = await this.session.jobs.run('import', `Fetching ${href}`, (signal, onProgress) =>
      fetchFile(signal, href, onProgress),
    );
    return this.openProject(file);
  }

  lookUpOnHub(name: HubName, signal = new AbortController().signal): Promise<HuggingFaceOffer> {
    return lookUpOnHub(signal, name);
  }

  async survey(source: ImportSource, into: number | null = null): Promise<Dataset | PendingImport> {
    const found = await this.lookThrough(source, undefined, into);
    this.session.pendingImport?.discard();
    if (found instanceof PendingImport) {
      this.session.pendingImport = found;
      this.session.changed();
    }
    return found;
  }

  async loadDemo(): Promise<Dataset> {
    const url = demoAddress();
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

  async renameDataset(datasetId: number, name: string): Promise<void> {
    await renameDataset(datasetId, name);
    if (this.session.dataset?.info.id === datasetId) await this.session.catchUp();
  }

  countWork(datasetId: number): Promise<Work> {
    return countWork(datasetId);
  }

  deleteDataset(datasetId: number): Promise<void> {
    // Ahead of the deletion: work that finds its run gone as it writes would fail instead of being stopped.
    for (const job of this.session.jobs.list) if (job.datasetId === datasetId) job.cancel();
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

  /** Looks through a source; where nothing has to be asked, or it is decided already, imports and opens it too. */
  private async lookThrough(
    source: ImportSource,
    choices?: Partial<ImportChoices>,
    into: number | null = null,
  ): Promise<Dataset | PendingImport> {
    const project = await projectIn(source);
    if (project) return this.openProject(project);
    const title = titleOf(source);
    const found = await this.session.jobs.run('import', `Importing ${title}`, async (signal, onProgress) => {
      const open = await openImport(signal, source, into, onProgress);
      if (open.survey && !choices) return this.pending({ title, source, open }, into, open.survey);
      try {
        return await open.store(signal, open.survey && { ...open.survey.suggested, ...choices }, onProgress);
      } finally {
        open.close();
      }
    });
    return found instanceof PendingImport ? found : this.take(found);
  }

  private pending(
    { title, source, open }: Pick<PendingImport, 'title' | 'source' | 'open'>,
    into: number | null,
    survey: Survey,
  ): PendingImport {
    return new PendingImport(title, source, into, survey, open, this.compare, this.store, this.forget);
  }

  private readonly compare = async (pending: PendingImport, into: number | null): Promise<PendingImport> => {
    const survey = await this.session.jobs.run('import', `Comparing ${pending.title}`, (signal, onProgress) =>
      pending.open.compare(signal, into, onProgress),
    );
    const compared = this.pending(pending, into, survey);
    if (this.session.pendingImport === pending) this.session.pendingImport = compared;
    this.session.changed();
    return compared;
  };

  private readonly store = async (pending: PendingImport, choices: ImportChoices): Promise<Dataset> => {
    try {
      const result = await this.session.jobs.run('import', `Importing ${pending.title}`, (signal, onProgress) =>
        pending.open.store(signal, choices, onProgress),
      );
      this.forget(pending);
      return await this.take(result);
    } catch (error) {
      // One that was cancelled, or found no room, can be tried again with other choices.
      if (pending.open.ended) this.forget(pending);
      throw error;
    }
  };

  private readonly forget = (pending: PendingImport): void => {
    if (this.session.pendingImport === pending) this.session.pendingImport = null;
    this.session.changed();
  };

  private take(result: ImportResult): Promise<Dataset> {
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

const withPath = (file: File | PathedFile): PathedFile =>
  file instanceof File ? { path: file.webkitRelativePath || file.name, file } : file;

function titleOf(source: ImportSource): string {
  switch (source.kind) {
    case 'files':
      return source.files.length === 1 ? source.files[0].path : formatFiles(source.files);
    case 'folder':
      return source.folder.name;
    case 'url':
      return source.url;
    case 'hugging-face':
      return source.repository;
  }
}

/** "photos" where there is one folder, else "12 files". */
function formatFiles(files: readonly PathedFile[]): string {
  return onlyFolder(files) ?? `${files.length.toLocaleString('en')} files`;
}

/** The project's file where a source is one. */
async function projectIn(source: ImportSource): Promise<File | null> {
  if (source.kind !== 'files' || source.files.length !== 1) return null;
  const [{ file: given }] = source.files;
  const file = given instanceof File ? given : await given().catch(() => null);
  return file && (await isProject(file, file.name)) ? file : null;
}
