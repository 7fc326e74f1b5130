import { isDemo } from '../../api/datasets.ts';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { standingNoise } from '../../core/edits/edit-history.ts';
import { UserError } from '../../core/errors.ts';
import { parseHubName } from '../../core/formats/hugging-face.ts';
import { PRESETS, type PresetName } from '../../core/training/presets.ts';
import type { Run } from '../../core/training/run.ts';
import {
  MOST_LINK_CHARACTERS,
  linkFromText,
  linkToText,
  publicAddress,
  withClassNames,
  type SharedDataset,
  type SharedLink,
  type SharedNoise,
  type SharedRun,
} from '../../core/views/share-link.ts';
import { viewToText } from '../../core/views/view-text.ts';
import { formatCount } from '../kit/format.ts';

/** Characters of a data set's name that a link shows. */
const MOST_SHOWN_NAME = 200;

/** A link, and a sentence that says what it holds and what it leaves here. */
export interface Share {
  href: string;
  holds: string;
}

/**
 * A link to the view that the explorer shows: which data set it is of, its injected noise, the run shown, and the view. But for the demo it
 * holds the fingerprint of the data set, which takes a look at every picture the first time.
 * @throws UserError 'view' where no link can hold the view, or it would be too long
 */
export async function shareLink(look: Look): Promise<Share> {
  const { session } = look;
  const dataset = session.opened;
  const { stages } = session.view!;
  if (viewToText(stages) === null)
    throw new UserError('view', 'This view filters by a function of a script, which no link can hold.');
  // All of one moment: the fingerprint may take a while.
  const { run } = session;
  const rest = {
    noise: sharedNoise(look),
    run: run && sharedRun(run),
    view: withClassNames(stages, dataset.table.classes),
  };
  const link: SharedLink = { dataset: await sharedDataset(look, dataset.info), ...rest };
  if (!session.isOpen(dataset))
    throw new UserError('view', 'Another data set was opened meanwhile, so no link was made: copy it again.');
  const text = linkToText(link);
  const url = new URL(location.href);
  url.search = '';
  url.hash = `#/explore?link=${text}`;
  if (url.href.length > MOST_LINK_CHARACTERS) {
    throw new UserError(
      'view',
      `This view is too long for a link: it would have ${formatCount(url.href.length)} characters, and ${formatCount(MOST_LINK_CHARACTERS)} are passed on everywhere. ` +
        'Save the view by name, and the project on the Export stage: the file holds both.',
    );
  }
  if (linkFromText(text)?.leftOut.length !== 0)
    throw new UserError('view', 'No link can hold this view: save the project on the Export stage instead.');
  const parts = ['the data set', ...(link.noise ? ['its label noise'] : []), ...(link.run ? ['the run'] : [])];
  const left = run && !link.run ? `the run “${printable(run.name)}”, ` : '';
  return { href: url.href, holds: `It says ${parts.join(', ')} and the view; ${left}labels and decisions stay here.` };
}

/** Copies a link to the view that the explorer shows. @returns what it holds, and what stays here @throws UserError as `shareLink` */
export async function copyLink(look: Look): Promise<string> {
  const { href, holds } = await shareLink(look);
  await navigator.clipboard.writeText(href);
  return holds;
}

async function sharedDataset(look: Look, info: DatasetInfo): Promise<SharedDataset> {
  const facts = { name: info.name.slice(0, MOST_SHOWN_NAME), samples: info.sampleCount };
  if (isDemo(info)) return { ...facts, kind: 'demo' };
  const fingerprint = await look.fingerprint();
  const url = publicAddress(info.source);
  if (url !== null) return { ...facts, kind: 'url', url, fingerprint };
  const hub = /^[^@\s]+@\S+$/.test(info.source) ? parseHubName(info.source) : null;
  if (!hub?.revision) return { ...facts, kind: 'own', fingerprint };
  const { repository, revision } = hub;
  return { ...facts, kind: 'hub', repository, revision, splits: info.splits.map(({ name }) => name), fingerprint };
}

function sharedNoise({ session: { journal, undone } }: Look): SharedNoise | null {
  const edit = standingNoise(journal, undone);
  if (edit?.kind !== 'noise') return null;
  const { kind, rate, seed, scope, map } = edit.details as unknown as Omit<SharedNoise, 'samples' | 'map'> & {
    scope: number;
    map: SharedNoise['map'] | null;
  };
  return { kind, rate, seed, samples: scope, ...(map && { map }) };
}

function sharedRun(run: Run): SharedRun | null {
  if (run.source === 'probe') return { source: 'probe' };
  if (run.source !== 'trained' || run.folds || !Object.hasOwn(PRESETS, run.recipe.name)) return null;
  const { name, epochs, batch } = run.recipe;
  return { source: 'trained', recipe: name as PresetName, epochs, batch, seed: run.seed };
}
