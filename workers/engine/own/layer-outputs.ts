import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ModelTensor } from '../../../src/core/backbone/own-backbone.ts';

/** Outputs that are offered beside the likeliest, from the end of the model. */
const MOST_OFFERED = 12;

/** What stands behind a classifier's last layer. */
const PASSED_ON = new Set(['Activation', 'Softmax', 'Reshape', 'Flatten', 'Dropout']);

/**
 * The outputs of a layers model that can be features, by the names of its layers, the likeliest first: what its pooling gives, else what its last
 * dense layer gets, else its own output.
 */
export function layerOutputs({ layers }: LayersModel): ModelTensor[] {
  const single = layers.flatMap((layer) => {
    const { output } = layer;
    const shape = Array.isArray(output) ? undefined : output.shape;
    const kind = layer.getClassName();
    return shape && shape.length >= 2 && shape.length <= 4 && kind !== 'InputLayer'
      ? [{ kind, tensor: { name: layer.name, shape } }]
      : [];
  });
  const pooled = single.findLast(({ kind }) => /^Global(Average|Max)Pooling2D$/.test(kind));
  let end = single.length - 1;
  while (end > 0 && PASSED_ON.has(single[end].kind)) end--;
  const likeliest = pooled ?? (end > 0 && single[end].kind === 'Dense' ? single[end - 1] : single.at(-1));
  const rest = single.filter((one) => one !== likeliest).reverse();
  return [...(likeliest ? [likeliest] : []), ...rest.slice(0, MOST_OFFERED)].map(({ tensor }) => tensor);
}
