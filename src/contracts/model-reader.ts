import type { BackboneSettings, BackboneTrial, ModelDescription, ModelFile } from '../core/backbone/own-backbone.ts';
import type { OnProgress } from './progress.ts';

/** What a model at an address would bring; only its first file may have been fetched. */
export interface ModelOffer {
  /** Where it was asked for, in full. */
  url: string;
  files: {
    /** As the model names it. */
    name: string;
    url: string;
    /** null where the server does not say. */
    bytes: number | null;
  }[];
}

/** Reads models of a person's own and tries them; workers/features.ts serves it. Stores nothing. */
export interface ModelReader {
  /**
   * Asks a server which files a model has: reads a model.json, of an .onnx file the size alone. It is the first request that goes there:
   * whoever calls has asked the person.
   * @throws UserError 'model' with a sentence; AbortError
   */
  lookUp(signal: AbortSignal, url: string): Promise<ModelOffer>;
  /**
   * Fetches the files of an offer.
   * @throws UserError 'model' where the server does not give them, or answers with a web page, 'no-space'; AbortError
   */
  fetchModel(signal: AbortSignal, offer: ModelOffer, onProgress: OnProgress): Promise<ModelFile[]>;
  /** What the files of a model say of it. @throws UserError 'model' where they are no model, damaged, or of a kind that is not taken */
  describeModel(signal: AbortSignal, files: ModelFile[]): Promise<ModelDescription>;
  /**
   * Computes features of ten pictures of a data set, evenly out of all, on each backend that is there.
   * @throws UserError 'model' where none can, or the features are not finite, the same everywhere, or too many
   */
  tryOn(
    signal: AbortSignal,
    files: ModelFile[],
    settings: BackboneSettings,
    datasetId: number,
    onProgress: OnProgress,
  ): Promise<BackboneTrial>;
}
