import { outputsOf, type Layer } from './model.ts';

/** A layer and the sides of what it takes and gives, pixels. */
export interface PlacedLayer {
  layer: Layer;
  side: number;
  outSide: number;
  /** Rows above and columns left of the picture that its filter covers: padding "same", as TensorFlow has it. */
  before: number;
  inputs: number;
  outputs: number;
}

/** Follows a square picture through the layers. @param side of the picture, pixels */
export function placeLayers(layers: Layer[], side: number): PlacedLayer[] {
  return layers.map((layer) => {
    const { stride, shape } = layer;
    const outSide = Math.ceil(side / stride);
    const missing = Math.max(0, (outSide - 1) * stride + shape[0] - side);
    const placed = { layer, side, outSide, before: missing >> 1, inputs: shape[2], outputs: outputsOf(layer) };
    side = outSide;
    return placed;
  });
}
