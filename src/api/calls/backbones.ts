import type { ModelOffer } from '../../contracts/model-reader.ts';
import type { BackboneSettings, OwnBackbone } from '../../core/backbone/own-backbone.ts';
import type { PendingBackbone } from '../pending-backbone.ts';

/** How to add a backbone; what is left out is guessed from the model. */
export interface AddBackboneOptions extends Partial<BackboneSettings> {
  /** What it and its runs are called; default: as its file or folder is. */
  name?: string;
}

/** Judging labels by a backbone of your own in place of the one that comes with the page. */
export interface BackboneCalls {
  /**
   * Adds a backbone of your own: a TensorFlow.js graph or layers model (model.json and its shards) or an ONNX file. How pictures are given to it is
   * guessed where the options do not say: look at `settings` of the answer. It is tried on ten pictures of the open data set and then kept in this
   * browser. [A backbone of your own](your-own-model.md#a-backbone-of-your-own) says how to export one.
   * @param source all files of the model; or the address of its model.json or .onnx file, which is fetched
   * @throws UserError 'model' where it cannot be read, nothing here computes it, or it gives no features; 'bad-input' for options that it
   * cannot take; 'name-taken'
   * @example
   * await look.addBackbone('https://huggingface.co/owner/model/resolve/main/model.onnx', { name: 'mine', scaling: 'imagenet' });
   * await look.findSuspects({ probe: { backbone: 'mine' } });
   */
  addBackbone(source: readonly File[] | string, options?: AddBackboneOptions): Promise<OwnBackbone>;

  /**
   * What a model at an address would fetch: from where, which files and how large. Reads a model.json; of an .onnx file and of weights beside it the sizes alone.
   * @throws UserError 'model' where there is none
   */
  lookUpBackbone(url: string, signal?: AbortSignal): Promise<ModelOffer>;

  /**
   * `addBackbone` up to the settings: `pending.description` says what the model is and what was guessed, `pending.tryOut(settings)` computes features
   * of ten pictures, `pending.keep(name, settings)` keeps it. Until then nothing is stored.
   * @param source all files of the model, or what `lookUpBackbone` answered, which is fetched
   * @throws UserError 'model' where it cannot be read
   */
  openBackbone(source: readonly File[] | ModelOffer): Promise<PendingBackbone>;

  /** The backbones of your own in this browser, oldest first. */
  backbones(): Promise<OwnBackbone[]>;

  /**
   * Removes a backbone of your own from this browser. Its runs stay, with what it saw of the pictures; it sees no further ones.
   * @throws UserError 'not-found' where there is none of this name
   */
  forgetBackbone(name: string): Promise<void>;
}
