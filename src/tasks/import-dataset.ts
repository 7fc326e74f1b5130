import type {
  GiveFiles,
  HuggingFaceOffer,
  Importer,
  ImportResult,
  ImportSource,
  PathedFile,
  Preview,
  SentSource,
} from '../contracts/importer.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { WorkerConnection } from '../contracts/worker-client.ts';
import type { HubName } from '../core/formats/hugging-face.ts';
import type { ImportChoices, Outline, Survey } from '../core/import/choices.ts';
import { sweepDeadImports } from '../store/datasets.ts';
import { drawSvg } from './draw-svg.ts';
import { askToKeep } from './keep-data.ts';
import { startImporter } from './workers.ts';

/** Milliseconds that a worker which was ended may take to release its import. */
const RELEASE_MS = 5000;

/** A data set that was looked through and is not stored yet; a worker holds it until `store` has settled or `close` is called. */
export interface OpenImport {
  /** What was found; null where there is nothing to ask. */
  readonly survey: Survey | null;
  /**
   * Compares it with another data set; where this fails, all is as before.
   * @param into data set that it may be a newer version of; null = a data set of its own
   * @throws UserError 'import' or 'deleted', 'AbortError' when cancelled
   */
  compare(signal: AbortSignal, into: number | null, onProgress: OnProgress): Promise<Survey>;
  /** What the data set would be with these choices. @throws UserError 'import' where they cannot be */
  outline(choices: ImportChoices): Promise<Outline>;
  /** Some pictures as training would see them; whoever asks closes them. */
  preview(choices: ImportChoices, count: number): Promise<Preview[]>;
  /**
   * Stores it, and ends the worker. Where this fails or is aborted nothing is left in the store, and it can be tried again unless the worker has
   * `ended`.
   * @param choices null = as suggested
   * @throws UserError 'import' or 'no-space', 'AbortError' when cancelled
   */
  store(signal: AbortSignal, choices: ImportChoices | null, onProgress: OnProgress): Promise<ImportResult>;
  /** Whether the worker is no more. */
  readonly ended: boolean;
  close(): void;
}

/** What an importer has to offer: its service, and a way to end it. */
export interface HeldImporter {
  readonly service: Importer;
  readonly ended: boolean;
  close(): void;
}

/**
 * Looks through what is to be imported, in a worker. Asks the browser to keep what this origin stores.
 * @param into data set that it may be a newer version of; null = a data set of its own
 * @param by another importer, for tests
 * @throws UserError 'import', 'AbortError' when cancelled
 */
export async function openImport(
  signal: AbortSignal,
  source: ImportSource,
  into: number | null,
  onProgress: OnProgress,
  by: HeldImporter = new WorkerConnection<Importer>(startImporter()),
): Promise<OpenImport> {
  askToKeep();
  const giveFiles: GiveFiles = (numbers) =>
    Promise.all(source.kind === 'files' ? numbers.map((number) => opened(source.files[number])) : []);
  try {
    const survey = await by.service.survey(signal, sent(source), into, onProgress, giveFiles, drawSvg);
    return {
      survey,
      compare: (otherSignal, other, onCompared) =>
        by.service.compare(otherSignal, other, onCompared, giveFiles, drawSvg),
      outline: (choices) => by.service.outline(choices),
      preview: (choices, count) => by.service.preview(choices, count, drawSvg, giveFiles),
      async store(storeSignal, choices, onStored) {
        const result = await sweepingUp(by.service.store(storeSignal, choices, onStored, drawSvg, giveFiles));
        by.close();
        return result;
      },
      get ended() {
        return by.ended;
      },
      close: () => by.close(),
    };
  } catch (error) {
    by.close();
    throw error;
  }
}

async function opened({ file }: PathedFile): Promise<File | null> {
  return file instanceof File ? file : file().catch(() => null);
}

/** @param source of files it sends their paths alone: to ask for a size, the page waits until the browser has looked at the file */
function sent(source: ImportSource): SentSource {
  if (source.kind !== 'files') return source;
  return { kind: 'files', files: source.files.map(({ path }) => ({ path })) };
}

/**
 * Asks a hub which Parquet files a data set has: the first request that goes there, so the person has been asked.
 * @throws UserError 'import' where there is none, or it is not for everyone; 'AbortError' when cancelled
 */
export async function lookUpOnHub(signal: AbortSignal, name: HubName): Promise<HuggingFaceOffer> {
  const importer = new WorkerConnection<Importer>(startImporter());
  try {
    return await importer.service.huggingFace(signal, name);
  } finally {
    importer.close();
  }
}

/** An importer that fails or is cancelled leaves nothing behind; one that died, or had to be ended, could not see to that. */
async function sweepingUp(work: Promise<ImportResult>): Promise<ImportResult> {
  try {
    return await work;
  } catch (error) {
    void sweepDeadImports(RELEASE_MS).catch(() => undefined);
    throw error;
  }
}
