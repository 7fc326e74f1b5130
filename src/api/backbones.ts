import { urlOf } from '../core/formats/hugging-face.ts';
import type { ModelOffer } from '../contracts/model-reader.ts';
import type { BackboneSettings, BackboneTrial, OwnBackbone } from '../core/backbone/own-backbone.ts';
import { forgetBackbone, listBackbones } from '../store/backbones.ts';
import { backboneNamed, keepModel, lookUpModel, openModel, tryModel, type OpenModel } from '../tasks/own-backbone.ts';
import type { AddBackboneOptions, BackboneCalls } from './calls/backbones.ts';
import { PendingBackbone } from './pending-backbone.ts';
import type { Session } from './session.ts';

/** Adds, lists and forgets backbones of the person's own; fetching and trying are jobs. */
export class Backbones implements BackboneCalls {
  constructor(private readonly session: Session) {}

  async addBackbone(
    source: readonly File[] | string,
    { name, ...given }: AddBackboneOptions = {},
  ): Promise<OwnBackbone> {
    const offer = typeof source === 'string' ? await this.lookUpBackbone(source) : source;
    const pending = await this.openBackbone(offer);
    return pending.keep(name ?? pending.title, { ...pending.description.guess, ...given });
  }

  lookUpBackbone(url: string, signal = new AbortController().signal): Promise<ModelOffer> {
    return lookUpModel(signal, inFull(url));
  }

  async openBackbone(source: readonly File[] | ModelOffer): Promise<PendingBackbone> {
    const title = 'url' in source ? new URL(source.url).host : 'files';
    const model = await this.session.jobs.run('model', `Reading a model from ${title}`, (signal, onProgress) =>
      openModel(signal, source, onProgress),
    );
    return this.pending(model);
  }

  backbones(): Promise<OwnBackbone[]> {
    return listBackbones();
  }

  async forgetBackbone(name: string): Promise<void> {
    await forgetBackbone((await backboneNamed(name)).backbone);
  }

  private pending(model: OpenModel): PendingBackbone {
    let tried: { settings: string; trial: BackboneTrial } | undefined;
    const tryOut = async (settings: BackboneSettings): Promise<BackboneTrial> => {
      const { info } = this.session.opened;
      const trial = await this.session.jobs.run('model', `Trying “${model.title}”`, (signal, onProgress) =>
        tryModel(signal, model, settings, info.id, onProgress),
      );
      tried = { settings: JSON.stringify(settings), trial };
      return trial;
    };
    const keep = async (name: string, settings: BackboneSettings): Promise<OwnBackbone> => {
      const known = tried?.settings === JSON.stringify(settings) ? tried.trial : undefined;
      return keepModel(model, name, settings, known ?? (await tryOut(settings)));
    };
    return new PendingBackbone(model.title, model.description, tryOut, keep);
  }
}

/** An address in full; what is none stays as it is, to be named where it is refused. */
const inFull = (url: string): string => urlOf(url, document.baseURI)?.href ?? url;
