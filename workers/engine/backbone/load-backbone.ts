import { UserError } from '../../../src/core/errors.ts';
import { readBackbone, type Backbone, type LayerEntry } from './model.ts';

/** Where the page's backbones lie: beside it, under names whose contents never change. */
function folder(): URL {
  if (import.meta.env.DEV) return new URL('/backbone/', location.origin);
  // Not in one expression: the build would look for an asset of that name.
  const { url } = import.meta;
  return new URL('../backbone/', url);
}

/**
 * Loads a backbone that comes with the page.
 * @param name "lite0-e14" @throws UserError 'not-loaded' where its files cannot be had
 */
export async function loadBackbone(name: string): Promise<Backbone> {
  const [list, numbers] = await Promise.all(['json', 'bin'].map((kind) => load(`${name}.${kind}`)));
  const { layers } = (await list.json()) as { layers: LayerEntry[] };
  return readBackbone(layers, await numbers.arrayBuffer());
}

async function load(file: string): Promise<Response> {
  const response = await fetch(new URL(file, folder())).catch(() => undefined);
  if (response?.ok) return response;
  throw new UserError(
    'not-loaded',
    `The backbone could not be loaded: ${file} is not to be had. Check the connection and try again.`,
  );
}
