import type { ImportChoices, Outline, Survey } from '../core/import/choices.ts';
import type { HubConfig, HubName } from '../core/formats/hugging-face.ts';
import type { OnProgress } from './progress.ts';

/** What an import left in the store. */
export interface ImportResult {
  datasetId: number;
  sampleCount: number;
  /** Wall time of the import. */
  elapsedMs: number;
  /** Things worth knowing that did not stop the import: "2 entries were skipped: readme.html …". */
  notes: string[];
}

/** A file that was dropped or picked, and its path in the folder that it came with. */
export interface PathedFile {
  path: string;
  /** The file, or what opens it: those of a dropped folder, since each takes a browser about a millisecond. */
  file: File | (() => Promise<File>);
}

/** What is to be imported. */
export type ImportSource =
  | { kind: 'files'; files: PathedFile[] }
  | { kind: 'folder'; folder: FileSystemDirectoryHandle }
  | { kind: 'url'; url: string }
  | HubSource;

/** A source as it reaches the importer: of files their paths alone, since a hundred thousand of them take a minute to cross. */
export type SentSource = Exclude<ImportSource, { kind: 'files' }> | { kind: 'files'; files: { path: string }[] };

/** Gives the importer files of a source by their numbers, as it comes to them; null for one that cannot be opened. */
export type GiveFiles = (numbers: number[]) => Promise<(File | null)[]>;

/** Splits of a data set on Hugging Face's hub, or a mirror of it, as `huggingFace` offered them. */
export interface HubSource extends HuggingFaceOffer {
  kind: 'hugging-face';
  config: string;
  splits: string[];
}

/** What a data set on Hugging Face's hub would bring; nothing but the list of its files has been fetched. */
export interface HuggingFaceOffer extends HubName {
  /** What the revision stood for when it was looked up, by its hash, so that what is fetched is what was offered; empty where the hub does not say. */
  commit: string;
  configs: HubConfig[];
}

/** Draws an SVG, which only a page can: a picture of `width` × `height`, or of its own size where they are 0. */
export type DrawSvg = (file: Blob, width: number, height: number) => Promise<ImageBitmap>;

/** One picture as training would see it, for the choice of size and fit. */
export interface Preview {
  name: string;
  /** The picture as it came, at most 256 pixels wide and high. */
  original: ImageBitmap;
  /** The square that training sees. */
  square: ImageBitmap;
}

/** Reads data sets into the store, in three steps of one worker; workers/importer.ts serves it. */
export interface Importer {
  /**
   * Asks a hub which Parquet files a data set has. It is the first request that goes there: whoever calls has asked the person.
   * @param name the revision may be empty: then it is the one that the hub has converted, else the main one; the offer says which
   * @throws UserError 'import' with a sentence where there is none, or it is not for everyone; AbortError
   */
  huggingFace(signal: AbortSignal, name: HubName): Promise<HuggingFaceOffer>;
  /**
   * Looks through the source and says what is there; stores nothing. What it found is kept for the steps below.
   * @param into data set that it may be a newer version of, or bring more pictures for; null = a data set of its own
   * @returns null where there is nothing to ask: then `store` is called with null
   * @throws UserError 'import' with a sentence; AbortError
   */
  survey(
    signal: AbortSignal,
    source: SentSource,
    into: number | null,
    onProgress: OnProgress,
    giveFiles: GiveFiles,
    drawSvg: DrawSvg,
  ): Promise<Survey | null>;
  /**
   * Compares what was surveyed with another data set of this browser; nothing of the source is fetched or listed again. Where this fails,
   * all is as before.
   * @param into data set that it may be a newer version of, or bring more pictures for; null = a data set of its own
   * @throws UserError 'import' with a sentence, 'deleted' where that data set was; AbortError
   */
  compare(
    signal: AbortSignal,
    into: number | null,
    onProgress: OnProgress,
    giveFiles: GiveFiles,
    drawSvg: DrawSvg,
  ): Promise<Survey>;
  /** What the data set would be with these choices. */
  outline(choices: ImportChoices): Promise<Outline>;
  /** Some pictures as training would see them, evenly out of all. */
  preview(choices: ImportChoices, count: number, drawSvg: DrawSvg, giveFiles: GiveFiles): Promise<Preview[]>;
  /**
   * Stores what was surveyed. Nothing is left in the store when it fails or is aborted.
   * @throws UserError 'import', or 'no-space' where the disk is full; AbortError
   */
  store(
    signal: AbortSignal,
    choices: ImportChoices | null,
    onProgress: OnProgress,
    drawSvg: DrawSvg,
    giveFiles: GiveFiles,
  ): Promise<ImportResult>;
}
