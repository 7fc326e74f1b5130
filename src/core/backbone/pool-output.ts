import { modelError } from './model-error.ts';
import { shapeText } from './guess-settings.ts';
import type { BackboneSettings } from './own-backbone.ts';

/**
 * Features of pictures out of a model's output: rows of numbers as they are, maps by their mean over places, tokens by their mean.
 * @param values row-major @param shape n×d, n×h×w×c or n×c×h×w by the layout of the input, n×tokens×d
 * @param count pictures that were computed
 * @returns count×d
 * @throws UserError 'model' for any other shape
 */
export function poolOutput(
  values: Float32Array,
  shape: readonly number[],
  count: number,
  layout: BackboneSettings['layout'],
): Float32Array {
  const [n, ...axes] = shape;
  if (axes.length < 1 || axes.length > 3 || n !== count || axes.includes(0))
    throw modelError(
      `The output is ${shapeText(shape)} for ${count} pictures: features are rows of numbers or maps, one for each. Choose another output.`,
    );
  const each = axes.reduce((product, size) => product * size, 1);
  if (axes.length === 1) return values.slice();
  const channelsFirst = axes.length === 3 && layout === 'nchw';
  const d = channelsFirst ? axes[0] : axes.at(-1)!;
  const places = each / d;
  const [place, channel] = channelsFirst ? [1, places] : [d, 1];
  const out = new Float32Array(count * d);
  for (let i = 0; i < count; i++)
    for (let c = 0; c < d; c++) {
      let sum = 0;
      for (let p = 0; p < places; p++) sum += values[i * each + p * place + c * channel];
      out[i * d + c] = sum / places;
    }
  return out;
}
