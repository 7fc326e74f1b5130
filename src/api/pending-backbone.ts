import type { BackboneSettings, BackboneTrial, ModelDescription, OwnBackbone } from '../core/backbone/own-backbone.ts';

/** A model that was read and waits for its settings. Nothing of it is stored yet. */
export class PendingBackbone {
  constructor(
    /** What it would be called. */
    readonly title: string,
    readonly description: ModelDescription,
    private readonly onTry: (settings: BackboneSettings) => Promise<BackboneTrial>,
    private readonly onKeep: (name: string, settings: BackboneSettings) => Promise<OwnBackbone>,
  ) {}

  /**
   * Computes features of ten pictures of the open data set.
   * @throws UserError 'model' where nothing here can, or they are not finite, all the same, or too many
   */
  tryOut(settings: BackboneSettings): Promise<BackboneTrial> {
    return this.onTry(settings);
  }

  /** Keeps it in this browser; it is tried first where it was not with these settings. @throws UserError 'model', 'name-taken', 'no-space' */
  keep(name: string, settings: BackboneSettings): Promise<OwnBackbone> {
    return this.onKeep(name, settings);
  }
}
