import { printable } from '../dataset/names.ts';
import { modelError } from './model-error.ts';
import type { BackboneSettings, ModelFormat, ModelTensor, Scaling } from './own-backbone.ts';

/** Side of a square input that takes any: what most backbones were trained at, pixels. */
const USUAL_SIDE = 224;

/** Largest side that is taken, pixels. */
export const MOST_SIDE = 1024;

/** What is guessed of how pictures are given to a model, and what the guess goes by. */
export interface InputGuess {
  settings: Omit<BackboneSettings, 'output'>;
  /** Whether the side may be another. */
  anySide: boolean;
  notes: string[];
}

/**
 * Guesses how pictures are given to a model.
 * @param scaling that the model itself tells, where it does
 * @throws UserError 'model' for an input that no square picture in colour fits
 */
export function guessInput(format: ModelFormat, { name, shape }: ModelTensor, scaling?: Scaling): InputGuess {
  const notes: string[] = [];
  const shown = `The input “${printable(name)}”`;
  const [, ...axes] = shape;
  if (shape.length > 0 && shape.length !== 4)
    throw modelError(`${shown} is ${shapeText(shape)}: a picture has rows, columns and channels.`);
  const usual = format === 'onnx' ? 'nchw' : 'nhwc';
  const layout = axes[2] === 3 && axes[0] !== 3 ? 'nhwc' : axes[0] === 3 && axes[2] !== 3 ? 'nchw' : usual;
  const [height = null, width = null, channels = null] =
    layout === 'nhwc' ? axes : [axes[1], axes[2], axes[0]].map((n) => n ?? null);
  if (channels !== null && channels !== 3)
    throw modelError(
      `${shown} is ${shapeText(shape)}, with ${channels} channels; pictures here have red, green and blue.`,
    );
  if (height !== null && width !== null && height !== width)
    throw modelError(
      `${shown} is ${height} × ${width} pixels; only a square one is taken. Export it with a square input.`,
    );
  const side = height ?? width ?? USUAL_SIDE;
  if (side < 8 || side > MOST_SIDE)
    throw modelError(`${shown} is ${side} × ${side} pixels; 8 to ${MOST_SIDE.toLocaleString('en')} are taken.`);
  if (shape.length === 0) notes.push('The model does not say what its input looks like.');
  else if (height === null && width === null) notes.push('The model takes pictures of any size.');
  if (!scaling) notes.push(SCALING_NOTES[format]);
  return {
    settings: { side, layout, channels: 'rgb', scaling: scaling ?? USUAL_SCALING[format] },
    anySide: height === null && width === null,
    notes,
  };
}

const USUAL_SCALING: Record<ModelFormat, Scaling> = {
  'tfjs-layers': 'minus-one-one',
  'tfjs-graph': 'minus-one-one',
  onnx: 'imagenet',
};

const SCALING_NOTES: Record<ModelFormat, string> = {
  'tfjs-layers': 'It does not say how bytes are scaled; most Keras models take −1 … 1.',
  'tfjs-graph': 'It does not say how bytes are scaled; most Keras models take −1 … 1, those of TensorFlow Hub 0 … 1.',
  onnx: 'It does not say how bytes are scaled; most PyTorch models take ImageNet’s mean and deviation.',
};

/** "any × 224 × 224 × 3". */
export function shapeText(shape: readonly (number | null)[]): string {
  return shape.map((n) => n ?? 'any').join(' × ');
}
